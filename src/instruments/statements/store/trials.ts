import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Span } from '../../../platform/instrument.ts';
import { forgetSubjects, indexSubject } from '../../../platform/search/index-subject.ts';
import type { Result } from '../rules.ts';
import './tables.ts';

const mostTrials = 100;

const trials = (tx: Tx) =>
  tx.db
    .selectFrom('trial as t')
    .leftJoin('person as by', 'by.id', 't.by_person')
    // A question that was taken back is asked again.
    .leftJoin('round as r', (join) => join.onRef('r.id', '=', 't.round_id').on('r.withdrawn_at', 'is', null))
    .select(['t.id', 't.what', 't.who', 't.until', 't.known_by as knownBy', 't.locale', 't.at'])
    .select(['t.document_id as text', 'r.id as round', 't.removed_at as removedAt', 'by.name as by'])
    .select(['t.goes_on as goOn', 't.changes as change', 't.stops as stop']);

/** The trials of a partnership, the latest first. */
export async function listTrials(tx: Tx, partnership: string): Promise<Trial[]> {
  return (await listTrialsFrom(tx, partnership, undefined)).shown;
}
export type Trial = Awaited<ReturnType<ReturnType<typeof trials>['execute']>>[number];

/** The same, a part at a time. */
export async function listTrialsFrom(
  tx: Tx,
  partnership: string,
  after: string | undefined,
): Promise<Part<Trial>> {
  const rows = await trials(tx)
    .where('t.space_id', '=', partnership)
    .where('t.removed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('t.id', '<', after!))
    .orderBy('t.id', 'desc')
    .limit(mostTrials + 1)
    .execute();
  return partOf(rows, mostTrials);
}

export function findTrial(tx: Tx, partnership: string, id: string): Promise<Trial | undefined> {
  return trials(tx).where('t.space_id', '=', partnership).where('t.id', '=', id).executeTakeFirst();
}

/** The trial that a round looks back at. */
export function findTrialOf(tx: Tx, partnership: string, round: string): Promise<Trial | undefined> {
  return trials(tx).where('t.space_id', '=', partnership).where('t.round_id', '=', round).executeTakeFirst();
}

export async function insertTrial(
  tx: Tx,
  partnership: string,
  trial: {
    what: string;
    who: string;
    until: string;
    known_by: string;
    locale: Locale;
    document_id: string | null;
  },
): Promise<string> {
  const id = newId();
  const by_person = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('trial')
    .values({ ...trial, id, space_id: partnership, audience_id: null, by_person })
    .execute();
  await indexTrial(tx, id);
  return id;
}

async function indexTrial(tx: Tx, id: string): Promise<void> {
  const trial = await tx.db
    .selectFrom('trial')
    .select(['space_id as space', 'what', 'who', 'locale'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!trial) return forgetSubjects(tx, [id]);
  const { space, locale, what, who } = trial;
  const texts = [
    { part: 'what', locale, text: what, weight: 1 },
    { part: 'who', locale, text: who, weight: 0.5 },
  ];
  await indexSubject(tx, { space, audience: 'space', kind: 'trial', id, texts });
}

export async function setRound(tx: Tx, id: string, round: string): Promise<void> {
  await tx.db.updateTable('trial').set({ round_id: round }).where('id', '=', id).execute();
}

/** Takes a trial out, or puts it back. False where it stands like that already. */
export async function markTrial(tx: Tx, id: string, way: 'removed' | 'returned'): Promise<boolean> {
  const removed = way === 'removed';
  const { numUpdatedRows } = await tx.db
    .updateTable('trial')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await indexTrial(tx, id);
  return true;
}

/** Writes down once what came of a trial; undefined where that was done, or the round looks back at none. Past the guards. */
export function setResult(tx: Tx, round: string, { goOn, change, stop }: Result) {
  return tx.db
    .updateTable('trial')
    .set({ goes_on: goOn, changes: change, stops: stop })
    .where('round_id', '=', round)
    .where('goes_on', 'is', null)
    .returning(['id', 'space_id as partnership', 'what'])
    .executeTakeFirst();
}

/** Trials in these partnerships whose day has come, and which nobody looks back at yet. */
export async function listToLookBack(tx: Tx, partnerships: readonly string[], today: string) {
  if (partnerships.length === 0) return [];
  return trials(tx)
    .innerJoin('partnership as s', 's.id', 't.space_id')
    .select(['t.space_id as partnership', 's.name'])
    .where('t.space_id', 'in', partnerships)
    .where('t.until', '<=', today)
    .where('t.removed_at', 'is', null)
    .where('r.id', 'is', null)
    .where('s.ended_at', 'is', null)
    .orderBy('t.until')
    .limit(50)
    .execute();
}

/** Partnerships with a trial whose day lies in a span. Past the guards. */
export async function listSpacesOfTrials(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('trial')
    .select('space_id')
    .distinct()
    .where('until', '>=', firstDay)
    .where('until', '<=', lastDay)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map((row) => row.space_id);
}

/** Those of these that the reader may see, each with its partnership. */
export function listTrialsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('trial as t')
    .innerJoin('partnership as s', 's.id', 't.space_id')
    .select(['t.id', 't.space_id as partnership', 't.what', 't.who', 't.locale as lang', 's.name'])
    .where('t.id', 'in', ids)
    .where('t.removed_at', 'is', null)
    .execute();
}
