import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Config } from '../../config.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import { newId } from '../id.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { problemOf } from '../log.ts';
import { plainText } from './text.ts';

export type Letter = {
  /** The space it is about; the city's for accounts. */
  space: string;
  to: { person?: string | null; address: string; locale: Locale };
  /** What kind of mail, for the administrator's list: 'request.arrived'. */
  kind: string;
  subject: string;
  /** A whole document (`ui/mail.tsx`). The plain text is made of the same. */
  body: VNode;
  /** The journal entry it answers: one mail for each entry, address and kind. */
  reason?: string;
};

/** Where mail goes: out, onto the sample city's own page, or nowhere (then links are handed on by people). */
export type Way = 'smtp' | 'outbox' | 'none';

export type Post = {
  readonly way: Way;
  /** Puts a mail into the outbox, in the transaction of what it tells of. */
  send(tx: Tx, letter: Letter): Promise<void>;
  /** Hands all that waits to the queue: after commits, and every minute in case the program died in between. */
  dispatch(): Promise<void>;
  /** Sends one mail, unless it is sent, being sent or not due yet: the work of the job. */
  deliver(id: string): Promise<void>;
  /** Tries a failed mail once more. */
  retry(id: string): Promise<void>;
};

const attemptsBeforeFailed = 8;

/** Minutes until the next attempt after the first, the second …; an hour between later ones. */
const pauses = [2, 4, 8, 16, 32];

/** Milliseconds a mail server may take; below the first pause, so that nobody else tries meanwhile. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

export function postWith({
  config,
  database,
  jobs,
  log,
  sample,
}: {
  config: Config;
  database: Database;
  jobs: Jobs;
  log: Logger;
  /** Whether this is the sample city, whose mails everybody may read. */
  sample: boolean;
}): Post {
  const way: Way = config.mail ? 'smtp' : sample ? 'outbox' : 'none';
  const transport =
    config.mail &&
    createTransport(
      { url: config.mail.url, disableFileAccess: true, disableUrlAccess: true, ...patience },
      { from: config.mail.from },
    );

  async function deliver(id: string): Promise<void> {
    if (!transport || !config.mail) return;
    const mail = await database.system((tx) => takeDue(tx, id));
    if (!mail?.html) return;
    // Outside any transaction: the embedded database would wait for the mail server with everybody else.
    const problem = await transport
      .sendMail({
        // The same id however often it is tried: a mailbox that knows it already drops the second.
        messageId: `<${mail.id}@${config.mail.from.split('@')[1]}>`,
        to: { name: '', address: mail.address },
        subject: mail.subject,
        html: mail.html,
        text: mail.text ?? '',
        headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
      })
      .then(
        () => undefined,
        (error: Refused) => error,
      );
    const final = (problem && isForGood(problem)) || mail.attempts >= attemptsBeforeFailed;
    await database.system(({ db, now }) =>
      db
        .updateTable('mail')
        .set(
          problem
            ? { problem: problemOf(problem), failed_at: final ? now : null }
            : { sent_at: now, html: null, text: null, problem: null },
        )
        .where('id', '=', id)
        .execute(),
    );
    if (problem) log.warn({ mail: id, attempts: mail.attempts, final }, 'a mail could not be sent');
  }

  const post: Post = {
    way,
    deliver,
    async send(tx, letter) {
      const html = `<!doctype html>${renderToString(letter.body)}`;
      const kept = way !== 'none';
      await tx.db
        .insertInto('mail')
        .values({
          id: newId(),
          space_id: letter.space,
          audience_id: null,
          person_id: letter.to.person ?? null,
          address: oneLine(letter.to.address),
          locale: letter.to.locale,
          kind: letter.kind,
          subject: oneLine(letter.subject),
          html: kept ? html : null,
          text: kept ? plainText(html) : null,
          reason: letter.reason ?? null,
          due_at: tx.now,
          sent_at: null,
          failed_at: kept ? null : tx.now,
          problem: kept ? null : 'no mail server',
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async dispatch() {
      if (way !== 'smtp') return;
      const due = await database.system(({ db, now }) =>
        db
          .selectFrom('mail')
          .select('id')
          .where('sent_at', 'is', null)
          .where('failed_at', 'is', null)
          .where('due_at', '<=', now)
          .orderBy('created_at')
          .limit(500)
          .execute(),
      );
      // No retries by the queue: the mail itself says when it is due again.
      for (const { id } of due) await jobs.send('mail', { id }, { key: id, retries: 0 });
    },
    async retry(id) {
      await database.system(({ db, now }) =>
        db
          .updateTable('mail')
          .set({ failed_at: null, attempts: 0, due_at: now })
          .where('id', '=', id)
          .where('sent_at', 'is', null)
          .execute(),
      );
      await post.dispatch();
    },
  };
  jobs.define<{ id: string }>('mail', ({ id }) => deliver(id));
  jobs.every('mail-sweep', '* * * * *', () => post.dispatch());
  log.debug({ way }, 'mail');
  return post;
}

type Refused = Error & { responseCode?: number; command?: string };

/**
 * Does the mail server refuse this recipient, or this mail, for good? What it refuses earlier (our password,
 * our sender) is the city's own affair: once that is put right, the mail can go.
 */
function isForGood({ responseCode = 0, command = '' }: Refused): boolean {
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

/**
 * Takes a mail that is due. Taking it moves its time ahead: two workers never send it at once, and what a
 * killed one took comes round again.
 */
async function takeDue({ db, now }: Tx, id: string) {
  const mail = await db
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('due_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mail) return undefined;
  const minutes = pauses[mail.attempts] ?? 60;
  const attempts = mail.attempts + 1;
  await db
    .updateTable('mail')
    .set({ attempts, due_at: new Date(now.getTime() + minutes * 60_000) })
    .where('id', '=', id)
    .execute();
  return { ...mail, attempts };
}

/** A line break in a name or subject would begin a header of the writer's own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}
