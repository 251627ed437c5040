import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import { wanted } from './wanted.ts';
import '../tables.ts';

const decisions = (tx: Tx) =>
  tx.db
    .selectFrom('decision as d')
    .leftJoin('person as by', 'by.id', 'd.by_person')
    .select(['d.id', 'd.space_id as space', 'd.title', 'd.locale', 'd.process', 'd.results', 'd.quorum'])
    .select(['d.sector_quorum as sectorQuorum', 'd.due_at as dueAt', 'd.by_person as byPerson', 'd.at'])
    .select([
      wanted('d').as('stage'),
      'd.opens_at as opensAt',
      'd.fallback',
      'd.thresholds',
      'd.voices',
      'd.circle_id as circle',
      'd.withdrawn_at as withdrawnAt',
      'd.outcome',
      'd.settled_at as settledAt',
      'by.name as byName',
    ]);

/** A decision that the reader may see, taken back or not. */
export function findDecision(tx: Tx, space: string, id: string) {
  return decisions(tx).where('d.space_id', '=', space).where('d.id', '=', id).executeTakeFirst();
}
export type Decision = NonNullable<Awaited<ReturnType<typeof findDecision>>>;

/** Nobody decides more at the same time. */
const mostGoing = 100;

/** What is being decided in a space (or in one group of it), what ends first first, and whether the word of one of `voters` is missing. */
export function listGoing(tx: Tx, space: string, voters: readonly string[], circle?: string) {
  return decisions(tx)
    .select(
      sql<boolean>`${wanted('d')} = 'decide' and exists (select from unnest(${voters}::uuid[]) w
        where app_has_voice(d.id, w, app_now()) and not decision_has_spoken(d.id, w))`.as('waits'),
    )
    .where('d.space_id', '=', space)
    .$if(circle !== undefined, (query) => query.where('d.circle_id', '=', circle!))
    .where('d.withdrawn_at', 'is', null)
    .where('d.settled_at', 'is', null)
    .where((where) => where.or([where(wanted('d'), '<>', 'decide'), where('d.due_at', '>', tx.now)]))
    .orderBy('d.due_at')
    .orderBy('d.id')
    .limit(mostGoing)
    .execute();
}
export type GoingDecision = Awaited<ReturnType<typeof listGoing>>[number];

/** Whether something in a group is neither counted nor taken back. */
export async function decidesStill(tx: Tx, circle: string): Promise<boolean> {
  const { rows } = await sql<{ decides: boolean }>`select app_circle_decides(${circle}) as decides`.execute(
    tx.db,
  );
  return rows[0]!.decides;
}

const overShown = 50;

/** What is over in a space, newest first, a part at a time, with what was written down of it last. */
export async function listOver(tx: Tx, space: string, after?: string, circle?: string) {
  const rows = await decisions(tx)
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('decision_statement as s')
          .select(['s.id as statementId', 's.holds', 's.option_id as option', 's.text as statement'])
          .select(['s.locale as statementLocale', 's.review_on as reviewOn'])
          .whereRef('s.decision_id', '=', 'd.id')
          .orderBy('s.at', 'desc')
          .orderBy('s.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.holds', 'last.option', 'last.statement', 'last.statementLocale', 'last.reviewOn'])
    .select('last.statementId')
    .where('d.space_id', '=', space)
    .$if(circle !== undefined, (query) => query.where('d.circle_id', '=', circle!))
    .where('d.withdrawn_at', 'is', null)
    .where(wanted('d'), '=', 'decide')
    .where((where) => where.or([where('d.settled_at', 'is not', null), where('d.due_at', '<=', tx.now)]))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(d.at, d.id) < (select c.at, c.id from decision c where c.id = ${after})`),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(overShown + 1)
    .execute();
  return partOf(rows, overShown);
}
export type OverDecision = Awaited<ReturnType<typeof listOver>>['shown'][number];

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

/** What can be chosen, in the order in which it was written. */
export function listOptions(tx: Tx, decision: string) {
  return tx.db
    .selectFrom('decision_option')
    .select(['id', 'text'])
    .where('decision_id', '=', decision)
    .orderBy('position')
    .execute();
}

/** When more time was given, and why; the first time first. */
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
    .select(['s.review_on as reviewOn', 's.salt', 's.because', 'by.name as byName'])
    .where('s.decision_id', '=', decision)
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
}

/** How many are being decided. */
export async function countGoing(tx: Tx, space: string): Promise<number> {
  const { n } = await tx.db
    .selectFrom('decision')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('space_id', '=', space)
    .where('settled_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where((where) => where.or([where(wanted('decision'), '<>', 'decide'), where('due_at', '>', tx.now)]))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** With the last words of each, and what was written down of it last, each in its language. */
export function listDecisionsById(tx: Tx, ids: readonly string[]) {
  return decisions(tx)
    .innerJoin('partnership as s', 's.id', 'd.space_id')
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('decision_version as v')
          .select(['v.text', 'v.locale as textLocale'])
          .whereRef('v.decision_id', '=', 'd.id')
          .orderBy('v.number', 'desc')
          .limit(1)
          .as('v'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('decision_statement as w')
          .select(['w.text as statement', 'w.locale as statementLocale'])
          .whereRef('w.decision_id', '=', 'd.id')
          .orderBy('w.at', 'desc')
          .orderBy('w.id', 'desc')
          .limit(1)
          .as('w'),
      (join) => join.onTrue(),
    )
    .select(['s.name', 'v.text', 'v.textLocale', 'w.statement', 'w.statementLocale'])
    .where('d.id', 'in', ids)
    .where('d.withdrawn_at', 'is', null)
    .execute();
}

/** Since when something is decided in a space; undefined where nothing was. */
export async function findFirst(tx: Tx, space: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('decision')
    .select(({ fn }) => fn.min('at').as('at'))
    .where('space_id', '=', space)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
