import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { partOf } from '../../platform/database/part.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Span } from '../../platform/instrument.ts';
import type { Opens, Question } from './rules.ts';
import './tables.ts';

const columns = [
  'round.id',
  'round.space_id as space',
  'round.kind',
  'round.title',
  'round.about',
  'round.questions',
  'round.locale',
  'round.opens',
  'round.due_at as dueAt',
  'round.previous_id as previous',
  'round.element',
  'round.ready',
  'round.asked_for as askedFor',
  'round.asked_by as askedBy',
  'round.asked_at as askedAt',
  'round.revealed_at as revealedAt',
  'round.withdrawn_at as withdrawnAt',
] as const;

/** A round that the reader takes part in. */
export function findRound(tx: Tx, id: string) {
  return tx.db
    .selectFrom('round')
    .leftJoin('person', 'person.id', 'round.asked_by')
    .select([...columns, 'person.name as asker'])
    .where('round.id', '=', id)
    .executeTakeFirst();
}
export type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>;

const roundsShown = 100;

/**
 * The rounds of one kind in a space, newest first, with how many were asked and how many are in; `waits` says whether
 * this partner was asked and has not sealed.
 */
export async function listRounds(
  tx: Tx,
  { space, kind, partner }: { space: string; kind: string; partner: string | null },
  after?: string,
) {
  const of = (table: 'round_partner' | 'round_seal') =>
    sql<boolean>`exists (select from ${sql.table(table)} c where c.round_id = round.id and c.partner_id = ${partner})`;
  const counts = sql<{
    round_id: string;
    asked: number;
    sealed: number;
  }>`round_counts(array(select id from listed))`;
  const rows = await tx.db
    .with('listed', (db) =>
      db
        .selectFrom('round')
        .select(columns)
        .select(sql<boolean>`${of('round_partner')} and not ${of('round_seal')}`.as('waits'))
        .where('space_id', '=', space)
        .where('kind', '=', kind)
        .$if(after !== undefined, (query) =>
          query.where(
            sql<boolean>`(asked_at, id) < (select c.asked_at, c.id from round c where c.id = ${after})`,
          ),
        )
        .orderBy('asked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(roundsShown + 1),
    )
    .selectFrom('listed')
    .innerJoin(counts.as('c'), 'c.round_id', 'listed.id')
    .selectAll('listed')
    .select(['c.asked', 'c.sealed'])
    .orderBy('listed.askedAt', 'desc')
    .orderBy('listed.id', 'desc')
    .execute();
  return partOf(rows, roundsShown);
}
export type ListedRound = Awaited<ReturnType<typeof listRounds>>['shown'][number];

/** All rounds of a space, whichever room asked them, in the order in which they were asked. */
export function listAllRounds(tx: Tx, space: string) {
  return tx.db
    .selectFrom('round')
    .leftJoin('person', 'person.id', 'round.asked_by')
    .select([...columns, 'person.name as asker'])
    .where('round.space_id', '=', space)
    .orderBy('asked_at')
    .orderBy('round.id')
    .execute();
}

/** The round that was asked after this one, if any. */
export function findNext(tx: Tx, round: string) {
  return tx.db
    .selectFrom('round')
    .select('id')
    .where('previous_id', '=', round)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

/** The rounds of a space that belong to steps of the guide, newest first: how far each is, and nothing of its answers. */
export async function listRoundsOfSteps(tx: Tx, space: string) {
  const counts = sql<{ round_id: string; asked: number; sealed: number }>`round_counts(array(
    select r.id from round r where r.space_id = ${space} and r.element is not null and r.withdrawn_at is null))`;
  return tx.db
    .selectFrom('round')
    .innerJoin(counts.as('c'), 'c.round_id', 'round.id')
    .select(columns)
    .select(['c.asked', 'c.sealed'])
    .orderBy('asked_at', 'desc')
    .orderBy('round.id', 'desc')
    .execute();
}

/** The latest round that a room of ours has asked in a space, if it was not taken back. */
export function findAskedFor(tx: Tx, space: string, room: string) {
  return tx.db
    .selectFrom('round')
    .leftJoin('person', 'person.id', 'round.asked_by')
    .select([...columns, 'person.name as asker'])
    .where('round.space_id', '=', space)
    .where('round.asked_for', '=', room)
    .where('round.withdrawn_at', 'is', null)
    .orderBy('round.asked_at', 'desc')
    .orderBy('round.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type NewRound = {
  space: string;
  kind: string;
  title: string;
  about: string;
  questions: readonly Question[];
  locale: Locale;
  opens: Opens;
  dueAt: Date;
  /** The spaces of those who are asked. */
  partners: readonly string[];
  previous: string | null;
  /** The step of the guide that it belongs to. */
  element?: string | null;
  /** The ready questions that it began with, by the name that their room gave them. */
  ready?: string | null;
  /** The room of ours that asks, with questions of its own. */
  askedFor?: string | null;
};

/** Writes a round and who is asked. Returns its id. */
export async function insertRound(tx: Tx, round: NewRound): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('round')
    .values({
      id,
      space_id: round.space,
      audience_id: null,
      kind: round.kind,
      title: round.title,
      about: round.about,
      questions: JSON.stringify(round.questions),
      locale: round.locale,
      opens: round.opens,
      due_at: round.dueAt,
      previous_id: round.previous,
      element: round.element ?? null,
      ready: round.ready ?? null,
      asked_for: round.askedFor ?? null,
    })
    .execute();
  await insertPartners(tx, { id, space: round.space }, round.partners);
  return id;
}

/** Asks these partners too; who is asked already stays so. */
export async function insertPartners(
  tx: Tx,
  round: { id: string; space: string },
  partners: readonly string[],
): Promise<void> {
  const row = (partner: string) => ({
    id: newId(),
    space_id: round.space,
    audience_id: null,
    round_id: round.id,
    partner_id: partner,
  });
  await tx.db
    .insertInto('round_partner')
    .values(partners.map(row))
    .onConflict((conflict) => conflict.columns(['round_id', 'partner_id']).doNothing())
    .execute();
}

/** Who was asked, in the order in which partners came, and what is known of each before the opening: that it sealed, and when. */
export function listAsked(tx: Tx, round: string) {
  return tx.db
    .selectFrom('round_partner as p')
    .leftJoin('round_seal as s', (join) =>
      join.onRef('s.round_id', '=', 'p.round_id').onRef('s.partner_id', '=', 'p.partner_id'),
    )
    .select(['p.partner_id as partner', 's.sealed_at as sealedAt', 's.late', 's.on_behalf as onBehalf'])
    .where('p.round_id', '=', round)
    .orderBy('p.partner_id')
    .execute();
}
export type Asked = Awaited<ReturnType<typeof listAsked>>[number];

/** Holds the round until the transaction ends, and tells whether it is open; null where there is none for the caller. */
export async function holdRound(tx: Tx, round: string): Promise<boolean | null> {
  const { rows } = await sql<{ open: boolean | null }>`select app_hold_round(${round}) as open`.execute(
    tx.db,
  );
  return rows[0]?.open ?? null;
}

/**
 * Moves the date, and keeps what it was, who moved it and why. That it only moves later is the caller's to check,
 * and the database's.
 */
export async function moveDate(tx: Tx, round: Round, dueAt: Date, reason: string): Promise<void> {
  await tx.db.updateTable('round').set({ due_at: dueAt }).where('id', '=', round.id).execute();
  await tx.db
    .insertInto('round_extension')
    .values({
      id: newId(),
      space_id: round.space,
      audience_id: null,
      round_id: round.id,
      was_due_at: round.dueAt,
      due_at: dueAt,
      reason,
      by_person: tx.scope.person?.id ?? null,
      at: tx.now,
    })
    .execute();
}

/** How the date of a round was moved, the first time first. */
export function listExtensions(tx: Tx, round: string) {
  return tx.db
    .selectFrom('round_extension as e')
    .leftJoin('person as by', 'by.id', 'e.by_person')
    .select(['e.was_due_at as wasDueAt', 'e.due_at as dueAt', 'e.reason', 'e.at', 'by.name as mover'])
    .where('e.round_id', '=', round)
    .orderBy('e.at')
    .execute();
}

/** Notes that a round was taken back, now. */
export async function setWithdrawn(tx: Tx, round: string): Promise<void> {
  await tx.db.updateTable('round').set({ withdrawn_at: tx.now }).where('id', '=', round).execute();
}

/** Spaces with a round of this kind that answers are due for in a span. Past the guards. */
export async function listSpacesDue(tx: Tx, kind: string, { from, until }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('round')
    .select('space_id')
    .distinct()
    .where('kind', '=', kind)
    .where('withdrawn_at', 'is', null)
    .where('due_at', '>=', from)
    .where('due_at', '<=', until)
    .execute();
  return rows.map((row) => row.space_id);
}

/** Rounds that the clock has opened and nobody has written down yet. Past the guards. */
export function openDue(tx: Tx) {
  return tx.db
    .updateTable('round')
    .set((round) => ({ revealed_at: round.ref('due_at') }))
    .where('revealed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('due_at', '<=', tx.now)
    .returning(['id', 'space_id as space', 'kind', 'title', 'previous_id as previous'])
    .execute();
}
