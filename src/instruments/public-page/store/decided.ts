import { sql } from 'kysely';
import type { Process } from '../../../mechanisms/decision/process.ts';
import { type Proof, proofOf, wordsOf } from '../../../mechanisms/decision/proof.ts';
import type { Outcome } from '../../../mechanisms/decision/rules.ts';
import { findProvingEntry } from '../../../mechanisms/decision/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';

/** A decision as everybody is told of it. */
export type Decided = {
  id: string;
  title: string;
  locale: Locale;
  process: Process;
  result: Outcome['result'];
  asked: number;
  spoke: number;
  sides: Outcome['sides'];
  over: Date;
  proposal: string;
  proposalLocale: Locale;
  options: { id: string; text: string }[];
  statement: string;
  statementLocale: Locale;
  holds: boolean;
  option: string | null;
  reviewOn: string | null;
  salt: string | null;
  writtenAt: Date;
  shownAt: Date;
  /** Those who saw it otherwise and are named on the page. */
  otherwise: string[];
  replaced: boolean;
  newer: string | null;
  newerTitle: string | null;
  newerLocale: Locale | null;
};

/** Decisions in the register at once. */
const decidedShown = 30;

const decided = (space: string) => sql`
  select d.id, d.title, d.locale, d.process, d.result, d.asked, d.spoke, d.sides, d.over, d.proposal,
    d.proposal_locale as "proposalLocale", d.options, d.statement, d.statement_locale as "statementLocale", d.holds,
    d.option_id as option, d.review_on as "reviewOn", d.salt, d.written_at as "writtenAt", d.shown_at as "shownAt",
    d.otherwise, d.replaced, d.newer, d.newer_title as "newerTitle", d.newer_locale as "newerLocale"
  from public_decisions(${space}) d`;

/** What a partnership shows of what it decided, what was over last first; `words` all stand in it. */
export async function listDecided(
  tx: Tx,
  space: string,
  words: readonly string[],
  after: string | undefined,
): Promise<Part<Decided>> {
  const beyond = after
    ? sql`and (d.over, d.id) < (select o.over, o.id from public_decisions(${space}) o where o.id = ${after})`
    : sql``;
  const { rows } = await sql<Decided>`${decided(space)}
    where not exists (select from unnest(${words}::text[]) word where strpos(
      lower(concat_ws(' ', d.title, d.proposal, d.statement, d.options::text)), lower(word)) = 0) ${beyond}
    order by d.over desc, d.id desc limit ${decidedShown + 1}`.execute(tx.db);
  return partOf(rows, decidedShown);
}

export async function findDecided(tx: Tx, space: string, id: string): Promise<Decided | undefined> {
  const { rows } = await sql<Decided>`${decided(space)} where d.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** Whether a partnership shows anything of what it decided. */
export async function showsDecided(tx: Tx, space: string): Promise<boolean> {
  const { rows } = await sql`select from public_decisions(${space}) limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** What proves it to anybody; undefined as long as it is not sealed. */
export async function findDecidedProof(tx: Tx, one: Decided): Promise<Proof | undefined> {
  const entry = await findProvingEntry(tx, one.id);
  const words = wordsOf({ title: one.title, outcome: one }, one.proposal, one.options, {
    ...{ text: one.statement, holds: one.holds, option: one.option, reviewOn: one.reviewOn },
  });
  return entry && proofOf(entry, { salt: one.salt, words });
}
