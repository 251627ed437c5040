import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import type { Logger } from 'pino';
import { type Config, isLoopback } from '../../config.ts';
import type { Database } from '../database/database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { problemOf } from '../log.ts';
import { isReport, type Report, readReport } from './report.ts';
import type { Seal } from './seal.ts';

export type Bounces = {
  /** Whether mail that comes back is read. */
  readonly on: boolean;
  /** Why this program could not read the mailbox the last time it tried. */
  problem(): string | undefined;
  /** Reads what has come since: the work of the job. */
  read(): Promise<void>;
};

/** Days back that are looked at: older mails of ours are no longer known. */
const daysBack = 30;
/** At once, and of one mail: what a report says stands at its beginning, before what it brings back. */
const mostReports = 500;
const mostBytes = 200_000;

/** Milliseconds a mail server may take. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/**
 * Reads the reports of mail servers about our mails that could not be delivered. Only reports are touched:
 * they are marked as read. Mail from people stays as it is.
 */
export function bouncesWith({
  config,
  database,
  jobs,
  log,
  seal,
}: {
  config: Config;
  database: Database;
  jobs: Jobs;
  log: Logger;
  seal: Seal;
}): Bounces {
  const mailbox = config.mail?.bounces;
  let problem: string | undefined;

  async function readMailbox(): Promise<void> {
    if (!mailbox) return;
    // Only a city that reads bounces pays for the package.
    const { ImapFlow } = await import('imapflow');
    const { host, port, secure, user, password, folder } = mailbox;
    const client = new ImapFlow({
      ...{ host, port, secure, auth: { user, pass: password }, disableAutoIdle: true, ...patience },
      // The password goes in the clear to this very machine only.
      doSTARTTLS: !secure && !isLoopback(host),
      // A log of it would name people's addresses.
      logger: false,
    });
    // Without a listener it would end the program; the command that meets it fails and tells.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.mailboxOpen(folder);
      for (const uid of await newReports(client)) await take(client, uid);
      await client.logout();
    } finally {
      client.close();
    }
  }

  /** New mails that say of themselves to be reports, oldest first. */
  async function newReports(client: ImapFlow): Promise<number[]> {
    const since = await database.system(async ({ now }) => new Date(now.getTime() - daysBack * 86_400_000));
    const unread = await client.search({ seen: false, since }, { uid: true });
    if (!unread || unread.length === 0) return [];
    const found: number[] = [];
    for await (const { uid, headers } of client.fetch(unread, { headers: ['content-type'] }, { uid: true })) {
      if (isReport(bareValue(headers))) found.push(uid);
    }
    return found.sort((a, b) => a - b).slice(0, mostReports);
  }

  async function take(client: ImapFlow, uid: number): Promise<void> {
    const message = await client.fetchOne(uid, { source: { maxLength: mostBytes } }, { uid: true });
    const source = message ? message.source : undefined;
    if (!source) return;
    // One that cannot be read at all will not be read the next time either.
    const report = await readReport(source).catch(() => undefined);
    const hash = createHash('sha256').update(source).digest('base64');
    if (report?.failed && (await follow(report, hash)) === 'later') return;
    await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true });
  }

  /** Marks the mail as come back, if it is one of ours that went out, and this report was not followed before. */
  async function follow({ mail: id, problem }: Report, hash: string): Promise<'done' | 'later'> {
    return database.system(async ({ db, now }) => {
      const mail = await db
        .selectFrom('mail')
        .select(['sent_at', 'failed_at', 'sealed', 'report'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!mail || mail.failed_at || mail.report === hash) return 'done';
      // Quicker than our own note that it was sent.
      if (!mail.sent_at) return 'later';
      const kept = mail.sealed && seal.open(mail.sealed, id);
      const [html, text, headers] = kept
        ? (JSON.parse(kept) as [string, string, Record<string, string>?])
        : [null, null];
      await db
        .updateTable('mail')
        .set({ sent_at: null, failed_at: now, bounced_at: now, problem, report: hash })
        .set({ html, text, headers: JSON.stringify(headers ?? {}), sealed: null })
        .where('id', '=', id)
        .execute();
      log.info({ mail: id }, 'a mail came back');
      return 'done';
    });
  }

  const bounces: Bounces = {
    on: mailbox !== undefined,
    problem: () => problem,
    async read() {
      try {
        await readMailbox();
        problem = undefined;
      } catch (error) {
        problem = problemOf(new Error(serversWords(error)));
        log.warn({ err: error }, 'mail that came back could not be read');
      }
    },
  };
  jobs.every('bounces', '*/5 * * * *', () => bounces.read());
  return bounces;
}

/** The value of the only header that was asked for. */
const bareValue = (headers: Buffer | undefined) =>
  (headers?.toString('latin1') ?? '').replace(/\r?\n[ \t]+/g, ' ').replace(/^[^:]*:/, '');

/** A server's answer stands beside the package's own message. */
const serversWords = (error: unknown) =>
  (error as { responseText?: string }).responseText || (error as Error).message;
