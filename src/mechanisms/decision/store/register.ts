import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Process } from '../process.ts';
import type { Outcome } from '../rules.ts';
import { wanted as stage } from './wanted.ts';
import '../tables.ts';

/** What is looked for among what is over. */
export type RegisterAsked = {
  /** Each of these stands in its title, its proposal, its options or what was decided. */
  words: readonly string[];
  /** The key of a way to decide. */
  way: string | undefined;
  outcome: 'holds' | 'not' | 'open' | undefined;
  /** By the clocks of the city. */
  year: number | undefined;
};

export type Entry = {
  id: string;
  title: string;
  locale: Locale;
  process: Process;
  outcome: Outcome | null;
  over: Date;
  /** What was written down of it last. */
  holds: boolean | null;
  option: string | null;
  statement: string | null;
  statementLocale: Locale | null;
  reviewOn: string | null;
  /** The words of the option that was chosen. */
  chosen: string | null;
  replacedBy: string | null;
  replacedByTitle: string | null;
  replacedByLocale: Locale | null;
  /** Where it stands in the chain of the journal; null as long as it is not sealed. */
  position: number | null;
  hash: string | null;
};

const entriesShown = 30;

/** What is still explored or shaped is not over, whatever day was thought of. */
const isOver = sql`(d.settled_at is not null or (${stage('d')} = 'decide' and d.due_at <= app_now()))`;

const written = sql`left join lateral (
    select w.id, w.holds, w.option_id, w.text, w.locale, w.review_on from decision_statement w where w.decision_id = d.id
    order by w.at desc, w.id desc limit 1) last on true`;

/** Entries of the register, what was over last first, a part at a time. */
export async function listRegister(
  tx: Tx,
  space: string,
  { words, way, outcome, year }: RegisterAsked,
  { timeZone, after }: { timeZone: string; after: string | undefined },
): Promise<Part<Entry>> {
  const over = sql`coalesce(d.settled_at, d.due_at)`;
  const wanted = {
    holds: sql`decision_holds(d.id) is true`,
    not: sql`decision_holds(d.id) is false and d.outcome ->> 'result' <> 'seen'`,
    open: sql`decision_holds(d.id) is null or d.outcome ->> 'result' = 'seen'`,
  };
  const { rows } = await sql<Entry>`
    select d.id, d.title, d.locale, d.process, d.outcome, ${over} as over, last.holds, last.option_id as option,
      last.text as statement, last.locale as "statementLocale", last.review_on as "reviewOn",
      (select o.text from decision_option o where o.id = coalesce(last.option_id,
        case when d.outcome ->> 'result' = 'chosen' then (d.outcome -> 'chosen' ->> 0)::uuid end)) as chosen,
      newer.id as "replacedBy", newer.title as "replacedByTitle", newer.locale as "replacedByLocale",
      proof.place as position, proof.hash
    from decision d ${written} left join decision newer on newer.id = decision_replaced_by(d.id)
    left join lateral decision_entry(d.id) proof on true
    where d.space_id = ${space} and d.withdrawn_at is null and ${isOver}
      and ${way === undefined ? sql`true` : sql`d.process ->> 'key' = ${way}`}
      and (${outcome === undefined ? sql`true` : wanted[outcome]})
      and ${year === undefined ? sql`true` : sql`extract(year from ${over} at time zone ${timeZone}) = ${year}`}
      and not exists (select from unnest(${words}::text[]) word where strpos(lower(concat_ws(' ', d.title, last.text,
        (select v.text from decision_version v where v.decision_id = d.id order by v.number desc limit 1),
        (select string_agg(o.text, ' ') from decision_option o where o.decision_id = d.id))), lower(word)) = 0)
      and ${after === undefined ? sql`true` : sql`(${over}, d.id) < (select coalesce(c.settled_at, c.due_at), c.id from decision c where c.id = ${after})`}
    order by ${over} desc, d.id desc limit ${entriesShown + 1}`.execute(tx.db);
  return partOf(rows, entriesShown);
}

/** The years in which something was over, and the ways in which it was decided, for choosing among them. */
export async function listRegisterChoices(
  tx: Tx,
  space: string,
  timeZone: string,
): Promise<{ years: number[]; ways: string[] }> {
  const { rows } = await sql<{ years: number[] | null; ways: string[] | null }>`
    select array_agg(distinct extract(year from coalesce(d.settled_at, d.due_at) at time zone ${timeZone})::int) as years,
      array_agg(distinct d.process ->> 'key') as ways
    from decision d where d.space_id = ${space} and d.withdrawn_at is null and ${isOver}`.execute(tx.db);
  return { years: (rows[0]?.years ?? []).toSorted((a, b) => b - a), ways: rows[0]?.ways ?? [] };
}
