import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Config } from '../../config.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Locale } from '../i18n/locale.ts';
import { newId } from '../id.ts';
import type { Jobs } from '../jobs/jobs.ts';
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
  /** Sends one mail, unless it is sent or being sent: the work of the job. */
  deliver(id: string): Promise<void>;
  /** Tries a failed mail once more. */
  retry(id: string): Promise<void>;
};

const attemptsBeforeFailed = 8;

export function postWith({
  config,
  database,
  jobs,
  log,
}: {
  config: Config;
  database: Database;
  jobs: Jobs;
  log: Logger;
}): Post {
  const way: Way = config.mail ? 'smtp' : config.demo ? 'outbox' : 'none';
  const transport =
    config.mail &&
    createTransport(config.mail.url, {
      from: config.mail.from,
      disableFileAccess: true,
      disableUrlAccess: true,
    });

  async function deliver(id: string): Promise<void> {
    if (!transport || !config.mail) return;
    const from = config.mail.from;
    // The row stays locked while the mail goes out, so that two workers never send it twice.
    const problem = await database.system(async ({ db, now }) => {
      const mail = await db
        .selectFrom('mail')
        .selectAll()
        .where('id', '=', id)
        .where('sent_at', 'is', null)
        .where('failed_at', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!mail?.html) return undefined;
      try {
        await transport.sendMail({
          // The same id however often it is tried: a mailbox that knows it already drops the second.
          messageId: `<${mail.id}@${from.split('@')[1]}>`,
          to: { name: '', address: mail.address },
          subject: mail.subject,
          html: mail.html,
          text: mail.text ?? '',
          headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
        });
        await db
          .updateTable('mail')
          .set({ sent_at: now, html: null, text: null, problem: null, attempts: mail.attempts + 1 })
          .where('id', '=', id)
          .execute();
        return undefined;
      } catch (error) {
        const refused = (error as { responseCode?: number }).responseCode ?? 0;
        const final = refused >= 500 || mail.attempts + 1 >= attemptsBeforeFailed;
        await db
          .updateTable('mail')
          .set({
            attempts: mail.attempts + 1,
            problem: (error as Error).message.slice(0, 500),
            failed_at: final ? now : null,
          })
          .where('id', '=', id)
          .execute();
        return final ? undefined : (error as Error);
      }
    });
    if (problem) throw problem;
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
          sent_at: null,
          failed_at: kept ? null : tx.now,
          problem: kept ? null : 'no mail server',
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async dispatch() {
      if (way !== 'smtp') return;
      const waiting = await database.system(({ db }) =>
        db
          .selectFrom('mail')
          .select('id')
          .where('sent_at', 'is', null)
          .where('failed_at', 'is', null)
          .orderBy('created_at')
          .limit(500)
          .execute(),
      );
      for (const { id } of waiting) await jobs.send('mail', { id }, { key: id });
    },
    async retry(id) {
      await database.system(({ db }) =>
        db
          .updateTable('mail')
          .set({ failed_at: null, attempts: 0 })
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

/** A line break in a name or subject would begin a header of the writer's own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}
