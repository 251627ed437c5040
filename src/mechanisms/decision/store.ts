import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { partOf } from '../../platform/database/part.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Span } from '../../platform/instrument.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { Process } from './process.ts';
import type { Outcome } from './rules.ts';
import './tables.ts';

const decisions = (tx: Tx) =>
  tx.db
    .selectFrom('decision as d')
    .leftJoin('person as by', 'by.id', 'd.by_person')
    .select(['d.id', 'd.space_id as space', 'd.title', 'd.locale', 'd.process', 'd.results', 'd.quorum'])
    .select(['d.sector_quorum as sectorQuorum', 'd.due_at as dueAt', 'd.by_person as byPerson', 'd.at'])
    .select(['d.withdrawn_at as withdrawnAt', 'd.outcome', 'd.settled_at as settledAt', 'by.name as byName']);

export function findDecision(tx: Tx, space: string, id: string) {
  return decisions(tx).where('d.space_id', '=', space).where('d.id', '=', id).executeTakeFirst();
}
export type Decision = NonNullable<Awaited<ReturnType<typeof findDecision>>>;

const decisionsShown = 50;

/**
 * What is or was decided in a space, newest first, a part at a time, with what was written down of it last and whether
 * this partner's word is missing. What was taken back is left out.
 */
export async function listDecisions(
  tx: Tx,
  space: string,
  partner: string | null,
  after: string | undefined,
) {
  const rows = await decisions(tx)
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('decision_statement as s')
          .select([
            's.holds',
            's.text as statement',
            's.locale as statementLocale',
            's.review_on as reviewOn',
          ])
          .whereRef('s.decision_id', '=', 'd.id')
          .orderBy('s.at', 'desc')
          .orderBy('s.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.holds', 'last.statement', 'last.statementLocale', 'last.reviewOn'])
    .select(
      sql<boolean>`${partner}::uuid is not null and not exists (
        select from decision_spoken(d.id) s where s.partner = ${partner})`.as('waits'),
    )
    .where('d.space_id', '=', space)
    .where('d.withdrawn_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(d.at, d.id) < (select c.at, c.id from decision c where c.id = ${after})`),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(decisionsShown + 1)
    .execute();
  return partOf(rows, decisionsShown);
}
export type ListedDecision = Awaited<ReturnType<typeof listDecisions>>['shown'][number];

/**
 * Held until the end of the transaction. Voices come side by side and before or after the end, never at the same time
 * as it; whoever ends, extends or says it anew comes alone.
 */
export async function lockDecision(tx: Tx, id: string, alone: boolean): Promise<void> {
  const query = tx.db.selectFrom('decision').select('id').where('id', '=', id);
  await (alone ? query.forUpdate() : query.forShare()).execute();
}

/** Its versions, the first one first. */
export function listVersions(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_version as v')
    .leftJoin('person as by', 'by.id', 'v.by_person')
    .select(['v.id', 'v.number', 'v.text', 'v.because', 'v.locale', 'v.at', 'by.name as byName'])
    .where('v.decision_id', '=', decision)
    .orderBy('v.number')
    .execute();
}

export function listOptions(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_option')
    .select(['id', 'text'])
    .where('decision_id', '=', decision)
    .orderBy('position')
    .execute();
}

/** Voices that the reader may see, in the order in which they were given. */
export function listVoices(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_voice as v')
    .leftJoin('person as by', 'by.id', 'v.by_person')
    .select(['v.id', 'v.version', 'v.partner_id as partner', 'v.stance', 'v.marks', 'v.reason', 'v.locale'])
    .select(['v.recorded_how as recordedHow', 'v.recorded_on as recordedOn', 'v.at', 'by.name as byName'])
    .where('v.decision_id', '=', decision)
    .orderBy('v.at')
    .orderBy('v.id')
    .execute();
}
export type GivenVoice = Awaited<ReturnType<typeof listVoices>>[number];

/** Who has spoken to the last version, and when last; whatever they said. */
export async function listSpoken(tx: Tx, decision: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ partner: string; at: Date }>`
    select partner, at from decision_spoken(${decision})`.execute(tx.db);
  return new Map(rows.map(({ partner, at }) => [partner, at]));
}

export function listExtensions(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_extension as x')
    .leftJoin('person as by', 'by.id', 'x.by_person')
    .select(['x.id', 'x.was_due_at as wasDueAt', 'x.reason', 'x.locale', 'x.at', 'by.name as byName'])
    .where('x.decision_id', '=', decision)
    .orderBy('x.at')
    .execute();
}

/** What was written down of its outcome, the last one first. */
export function listStatements(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_statement as s')
    .leftJoin('person as by', 'by.id', 's.by_person')
    .leftJoin('decision_option as o', 'o.id', 's.option_id')
    .select(['s.id', 's.holds', 's.option_id as option', 'o.text as chosen', 's.text', 's.locale', 's.at'])
    .select(['s.review_on as reviewOn', 'by.name as byName'])
    .where('s.decision_id', '=', decision)
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
}

const own = (tx: Tx, space: string) => ({
  id: newId(),
  space_id: space,
  audience_id: null,
  by_person: tx.scope.person?.id ?? null,
});

export type NewDecision = {
  space: string;
  title: string;
  text: string;
  options: readonly string[];
  process: Process;
  results: Process['results'];
  quorum: number;
  sectorQuorum: number;
  dueAt: Date;
  locale: Locale;
};

export async function insertDecision(tx: Tx, decision: NewDecision): Promise<string> {
  const { space, text, options, process, sectorQuorum, dueAt, ...said } = decision;
  const row = {
    ...own(tx, space),
    ...{ title: said.title, locale: said.locale, results: said.results, quorum: said.quorum },
    ...{ process: JSON.stringify(process), sector_quorum: sectorQuorum, due_at: dueAt },
  };
  await tx.db.insertInto('decision').values(row).execute();
  await insertVersion(tx, { id: row.id, space }, { number: 1, text, because: '', locale: said.locale });
  if (options.length > 0)
    await tx.db
      .insertInto('decision_option')
      .values(
        options.map((option, position) => ({
          ...{ id: newId(), space_id: space, audience_id: null, decision_id: row.id },
          ...{ position, text: option },
        })),
      )
      .execute();
  return row.id;
}

type Of = Pick<Decision, 'id' | 'space'>;

export async function insertVersion(
  tx: Tx,
  { id, space }: Of,
  version: { number: number; text: string; because: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_version')
    .values({ ...own(tx, space), decision_id: id, ...version })
    .execute();
}

export type NewVoice = {
  partner: string;
  version: number;
  stance: string | null;
  marks: Readonly<Record<string, number>> | null;
  reason: string;
  locale: Locale;
  /** How and when it was told, where somebody writes it down. */
  recording: { how: RecordedHow; on: string } | undefined;
};

export async function insertVoice(tx: Tx, { id, space }: Of, voice: NewVoice): Promise<void> {
  const { partner, marks, recording, ...said } = voice;
  await tx.db
    .insertInto('decision_voice')
    .values({
      ...{ ...own(tx, space), decision_id: id, partner_id: partner, ...said },
      marks: marks && JSON.stringify(marks),
      recorded_how: recording?.how ?? null,
      recorded_on: recording?.on ?? null,
    })
    .execute();
}

/** Gives all more time. */
export async function moveEnd(
  tx: Tx,
  { id, space, dueAt }: Of & Pick<Decision, 'dueAt'>,
  later: { dueAt: Date; reason: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_extension')
    .values({
      ...{ ...own(tx, space), decision_id: id, was_due_at: dueAt, due_at: later.dueAt },
      ...{ reason: later.reason, locale: later.locale },
    })
    .execute();
  await tx.db.updateTable('decision').set({ due_at: later.dueAt }).where('id', '=', id).execute();
}

/** Ends it now. The database refuses it while somebody has not spoken. */
export async function endNow(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('decision').set({ due_at: tx.now }).where('id', '=', id).execute();
}

export async function setWithdrawn(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('decision').set({ withdrawn_at: tx.now }).where('id', '=', id).execute();
}

export async function insertStatement(
  tx: Tx,
  { id, space }: Of,
  said: { holds: boolean; option: string | null; text: string; reviewOn: string | null; locale: Locale },
): Promise<void> {
  const { option, reviewOn, ...rest } = said;
  await tx.db
    .insertInto('decision_statement')
    .values({ ...own(tx, space), decision_id: id, option_id: option, review_on: reviewOn, ...rest })
    .execute();
}

/** What is over by the database's clock and not counted yet, held for this transaction. Past the guards. */
export function takeEnded(tx: Tx, id?: string) {
  return tx.db
    .selectFrom('decision')
    .select(['id', 'space_id as space', 'title', 'process', 'quorum', 'sector_quorum as sectorQuorum'])
    .where('settled_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('due_at', '<=', tx.now)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Past the guards. */
export async function settle(tx: Tx, id: string, outcome: Outcome, at = tx.now): Promise<void> {
  await tx.db
    .updateTable('decision')
    .set({ outcome: JSON.stringify(outcome), settled_at: at })
    .where('id', '=', id)
    .execute();
}

/** What waits for somebody: a voice of `partner` by a moment, an outcome to write down, or a look at it by a day. */
export type Waiting = {
  what: 'voice' | 'outcome' | 'review';
  id: string;
  partnership: string;
  name: string;
  title: string;
  locale: Locale;
  dueAt: Date | null;
  reviewOn: string | null;
  partner: string | null;
  partnerName: string | null;
};

/** Nobody has more on a desk. */
const mostWaiting = 200;

/**
 * What waits for somebody: voices of partners that they answer for, or that have no people where they facilitate; what
 * is counted and not written down, if they proposed it or facilitate; and what is looked at again by a day. Nowhere but
 * in `within` is looked.
 */
export async function listWaiting(
  tx: Tx,
  person: string,
  seats: {
    answers: readonly string[];
    facilitates: readonly string[];
    contributes: readonly string[];
    within: readonly string[];
  },
  until: string,
): Promise<Waiting[]> {
  const { answers, facilitates, contributes, within } = seats;
  const { rows } = await sql<Waiting>`
    with one as (
      select d.id, d.space_id, s.name, d.title, d.locale, d.due_at, d.settled_at, d.by_person,
        d.space_id = any (${facilitates}::uuid[]) as facilitated
      from decision d join partnership s on s.id = d.space_id and s.ended_at is null
      where d.space_id = any (${within}::uuid[]) and d.withdrawn_at is null),
    last as (
      select distinct on (w.decision_id) w.decision_id, w.holds, w.review_on from decision_statement w
      where w.space_id = any (${within}::uuid[]) order by w.decision_id, w.at desc, w.id desc)
    select 'voice' as what, one.id, one.space_id as partnership, one.name, one.title, one.locale,
      one.due_at as "dueAt", null::date as "reviewOn", p.id as partner,
      partner_called(p.name, p.organisation_id) as "partnerName"
    from one join partner p on p.space_id = one.space_id and p.joined_at is not null and p.left_at is null
    where one.settled_at is null and one.due_at > app_now()
      and (p.id = any (${answers}::uuid[]) or (one.facilitated and app_without_people(p.id)))
      and not exists (select from decision_spoken(one.id) w where w.partner = p.id)
    union all
    select 'outcome', one.id, one.space_id, one.name, one.title, one.locale, null, null, null, null
    from one
    where one.settled_at is not null and (one.facilitated
        or (one.by_person = ${person} and one.space_id = any (${contributes}::uuid[])))
      and not exists (select from last where last.decision_id = one.id)
    union all
    select 'review', one.id, one.space_id, one.name, one.title, one.locale, null, last.review_on, null, null
    from one join last on last.decision_id = one.id and last.holds and last.review_on <= ${until}
    where one.facilitated or exists (
      select from partner p where p.space_id = one.space_id and p.id = any (${answers}::uuid[]))
    order by "dueAt", "reviewOn", id
    limit ${mostWaiting}`.execute(tx.db);
  return rows;
}

/** Partnerships in which something ends, or is looked at again, in a span. Past the guards. */
export async function listSpacesDue(tx: Tx, { from, until, firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select space_id as space from decision
    where settled_at is null and withdrawn_at is null and due_at between ${from} and ${until}
    union select space_id from decision_statement where review_on between ${firstDay} and ${lastDay}`.execute(
    tx.db,
  );
  return rows.map(({ space }) => space);
}

/** How many are being decided. */
export async function countGoing(tx: Tx, space: string): Promise<number> {
  const { n } = await tx.db
    .selectFrom('decision')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('space_id', '=', space)
    .where('settled_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('due_at', '>', tx.now)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** With the last words of each, and what was written down of it last. */
export function listDecisionsById(tx: Tx, ids: readonly string[]) {
  return decisions(tx)
    .innerJoin('partnership as s', 's.id', 'd.space_id')
    .select('s.name')
    .select(
      sql<string>`(select v.text from decision_version v where v.decision_id = d.id order by v.number desc limit 1)`.as(
        'text',
      ),
    )
    .select(
      sql<string | null>`(select w.text from decision_statement w where w.decision_id = d.id
        order by w.at desc, w.id desc limit 1)`.as('statement'),
    )
    .where('d.id', 'in', ids)
    .where('d.withdrawn_at', 'is', null)
    .execute();
}
