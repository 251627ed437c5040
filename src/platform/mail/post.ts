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
import { withFormerNames } from '../personal/former.ts';
import { idHeader } from './report.ts';
import type { Seal } from './seal.ts';
import { plainText } from './text.ts';

export type Letter = {
  /** The space it is about; the city's for accounts. */
  space: string;
  to: { person?: string | null; address: string; locale: Locale };
  /** What kind of mail, for the administrator's list: 'request.arrived'. */
  kind: string;
  subject: string;
  /** What the administrators' list of mails says instead, where the subject tells more than is theirs to know. */
  listed?: string;
  /** A whole document (`ui/mail.tsx`). The plain text is made of the same. */
  body: VNode;
  /** The journal entry it answers: one mail for each entry, address and kind. */
  reason?: string;
  /** Headers of its own, such as how to unsubscribe. They go when it is sent, as its words do. */
  headers?: Record<string, string>;
};

/** Where mail goes: out, onto the sample city's own page, or nowhere (then links are handed on by people). */
export type Way = 'smtp' | 'outbox' | 'none';

export type Post = {
  readonly way: Way;
  /** Puts a mail into the outbox, in the transaction of what it tells of. */
  send(tx: Tx, letter: Letter): Promise<void>;
  /** The same for many, in one trip. */
  sendAll(tx: Tx, letters: readonly Letter[]): Promise<void>;
  /** Hands all that waits to the queue: after commits, and every minute in case the program died in between. */
  dispatch(): Promise<void>;
  /** Sends one mail, unless it is sent, being sent or not due yet: the work of the job. */
  deliver(id: string): Promise<void>;
  /** Tries a mail that failed or came back once more, if its text is still there. */
  retry(id: string): Promise<void>;
};

/** Among the headers, because it goes as they do once the mail is sent: a subject that the list does not show. */
export const subjectOf = 'Subject';

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
  seal,
  sample,
}: {
  config: Config;
  database: Database;
  jobs: Jobs;
  log: Logger;
  seal: Seal;
  /** Whether this is the sample city, whose mails everybody may read. */
  sample: boolean;
}): Post {
  const way: Way = config.mail ? 'smtp' : sample ? 'outbox' : 'none';
  const bounces = config.mail?.bounces;
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
    const { [subjectOf]: subject = mail.subject, ...headers } = mail.headers;
    const problem = await transport
      .sendMail({
        // The same id however often it is tried: a mailbox that knows it already drops the second.
        messageId: `<${mail.id}@${config.mail.from.split('@')[1]}>`,
        to: { name: '', address: mail.address },
        subject,
        html: mail.html,
        text: mail.text ?? '',
        headers: {
          ...headers,
          'Auto-Submitted': 'auto-generated',
          'Content-Language': mail.locale,
          [idHeader]: mail.id,
        },
        // For servers that know it (RFC 3461): tell us by our own id, only at the end, and without the text.
        ...(bounces && { dsn: { id: mail.id, return: 'headers', notify: 'failure' } }),
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
            : {
                ...{ sent_at: now, html: null, text: null, headers: '{}', problem: null },
                // It may come back yet.
                sealed: bounces ? seal.close(JSON.stringify([mail.html, mail.text, mail.headers]), id) : null,
              },
        )
        .where('id', '=', id)
        .execute(),
    );
    if (problem) log.warn({ mail: id, attempts: mail.attempts, final }, 'a mail could not be sent');
  }

  const post: Post = {
    way,
    deliver,
    send: (tx, letter) => post.sendAll(tx, [letter]),
    async sendAll(tx, letters) {
      if (letters.length === 0) return;
      await tx.db
        .insertInto('mail')
        .values(letters.map((letter) => rowOf(letter, way !== 'none', tx.now)))
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
          .set({ failed_at: null, bounced_at: null, attempts: 0, due_at: now })
          .where('id', '=', id)
          .where('sent_at', 'is', null)
          .where('has_text', '=', true)
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

function rowOf(letter: Letter, kept: boolean, now: Date) {
  const { locale } = letter.to;
  const html = withFormerNames(`<!doctype html>${renderToString(letter.body)}`, locale);
  return {
    id: newId(),
    space_id: letter.space,
    audience_id: null,
    person_id: letter.to.person ?? null,
    address: oneLine(letter.to.address),
    locale,
    kind: letter.kind,
    subject: withFormerNames(oneLine(letter.listed ?? letter.subject), locale),
    html: kept ? html : null,
    text: kept ? plainText(html) : null,
    headers: JSON.stringify(
      kept
        ? {
            ...letter.headers,
            ...(letter.listed && { [subjectOf]: withFormerNames(oneLine(letter.subject), locale) }),
          }
        : {},
    ),
    reason: letter.reason ?? null,
    due_at: now,
    sent_at: null,
    failed_at: kept ? null : now,
    problem: kept ? null : 'no mail server',
  };
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
