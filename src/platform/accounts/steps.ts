import { createHash, randomBytes } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import type { Tx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

export type StepKind = Tables['account_step']['kind'];
export type Step = { person: string | null; content: string };

/** Minutes for which somebody may take their time. */
const minutes = 10;

/** One for each kind: who adds a passkey in one tab may sign in anew in another. */
const nameOf = (kind: StepKind) => `samvirke.${kind}`;
const idOf = (token: string) => createHash('sha256').update(token).digest();
const tokenOf = (kind: StepKind, headers: Headers) => {
  const name = nameOf(kind);
  return parse(headers.get('cookie') ?? '', name)[name] ?? '';
};

/**
 * What this browser is in the middle of, between one page and the next: kept here, under the hash of a token of 192
 * bits that the browser alone has. Whoever reads the database can go on with none of them.
 */
export async function beginStep(tx: Tx, kind: StepKind, { person, content }: Step): Promise<Headers> {
  const token = randomBytes(24).toString('base64url');
  await tx.db
    .insertInto('account_step')
    .values({
      id: idOf(token),
      kind,
      person_id: person,
      content,
      expires_at: new Date(tx.now.getTime() + minutes * 60_000),
    })
    .execute();
  return cookieOf(kind, token, minutes * 60);
}

export async function findStep(tx: Tx, kind: StepKind, headers: Headers): Promise<Step | undefined> {
  const row = await tx.db
    .selectFrom('account_step')
    .select(['person_id', 'content'])
    .where('id', '=', idOf(tokenOf(kind, headers)))
    .where('kind', '=', kind)
    .where('expires_at', '>', tx.now)
    .executeTakeFirst();
  return row && { person: row.person_id, content: row.content };
}

/** The same, and it is over: of two at the same moment one goes on. */
export async function endStep(tx: Tx, kind: StepKind, headers: Headers): Promise<Step | undefined> {
  const row = await tx.db
    .deleteFrom('account_step')
    .where('id', '=', idOf(tokenOf(kind, headers)))
    .where('kind', '=', kind)
    .returning(['person_id', 'content', 'expires_at'])
    .executeTakeFirst();
  return row && row.expires_at > tx.now ? { person: row.person_id, content: row.content } : undefined;
}

/** Takes the browser's half away. */
export function forgetStep(kind: StepKind): Headers {
  return cookieOf(kind, '', 0);
}

function cookieOf(kind: StepKind, token: string, maxAge: number): Headers {
  const cookie = serialize(nameOf(kind), token, { path: '/', maxAge, httpOnly: true, sameSite: 'lax' });
  return new Headers({ 'Set-Cookie': cookie });
}
