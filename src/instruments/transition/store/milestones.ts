import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Span } from '../../../platform/instrument.ts';
import { indexSubject } from '../../../platform/search/index-subject.ts';
import { calledIn, isOrphaned } from '../../partnerships/store.ts';
import type { Outcome } from '../rules.ts';
import './tables.ts';

/** A plan of more is none that anybody keeps in mind. */
const milestonesShown = 100;

const orphaned = isOrphaned('m', 'owner');

const milestones = (tx: Tx) =>
  tx.db
    .selectFrom('milestone as m')
    .leftJoin('person as owner', 'owner.id', 'm.owner_person')
    .leftJoin('partner as p', 'p.id', 'm.owner_partner')
    .leftJoin('person as by', 'by.id', 'm.settled_by')
    .select(['m.id', 'm.space_id as partnership', 'm.what', 'm.known_by as knownBy', 'm.locale'])
    .select(['m.due_on as due', 'm.owner_partner as ownerPartner', 'm.owner_person as ownerPerson'])
    .select(['owner.name as person', calledIn('p').as('partner')])
    .select(['m.settled_as as settledAs', 'm.settled_at as settledAt', 'm.settled_note as note'])
    .select('by.name as settledBy')
    .select(
      sql<string | null>`(select v.was_on::text from milestone_move v where v.milestone_id = m.id
        order by v.at, v.id limit 1)`.as('firstDue'),
    )
    .select(
      sql<number>`(select count(*)::int from milestone_step s join to_do t on t.id = s.to_do_id
        where s.milestone_id = m.id and t.removed_at is null)`.as('steps'),
    )
    .select(
      sql<number>`(select count(*)::int from milestone_step s join to_do t on t.id = s.to_do_id
        where s.milestone_id = m.id and t.removed_at is null and t.done_at is not null)`.as('done'),
    );

export type Milestone = NonNullable<Awaited<ReturnType<typeof findMilestone>>>;

/** The plan, the earliest day first, a part at a time. */
export async function listMilestones(
  tx: Tx,
  partnership: string,
  after?: string | undefined,
): Promise<Part<Milestone>> {
  const rows = await milestones(tx)
    .where('m.space_id', '=', partnership)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(m.due_on, m.id) > (select c.due_on, c.id from milestone c where c.id = ${after})`,
      ),
    )
    .orderBy('m.due_on')
    .orderBy('m.id')
    .limit(milestonesShown + 1)
    .execute();
  return partOf(rows, milestonesShown);
}

export function findMilestone(tx: Tx, partnership: string, id: string) {
  return milestones(tx).where('m.space_id', '=', partnership).where('m.id', '=', id).executeTakeFirst();
}

/** How many there are, and of how many it is said what became of them. */
export function countMilestones(tx: Tx, partnership: string, today: string) {
  return tx.db
    .selectFrom('milestone')
    .select(sql<number>`count(*)::int`.as('n'))
    .select(sql<number>`(count(*) filter (where settled_as = 'reached'))::int`.as('reached'))
    .select(sql<number>`(count(*) filter (where settled_at is null and due_on < ${today}))::int`.as('late'))
    .where('space_id', '=', partnership)
    .executeTakeFirstOrThrow();
}

export type MilestoneFields = {
  what: string;
  known_by: string;
  locale: Locale;
  owner_partner: string | null;
  owner_person: string | null;
};

/** Brings the search up to what it says. */
async function indexMilestone(tx: Tx, space: string, id: string, fields: MilestoneFields): Promise<void> {
  const { locale } = fields;
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: 'milestone',
    id,
    texts: [
      { part: 'title', locale, text: fields.what, weight: 1 },
      { part: 'more', locale, text: fields.known_by, weight: 0.5 },
    ],
  });
}

export async function insertMilestone(
  tx: Tx,
  partnership: string,
  fields: MilestoneFields & { due_on: string },
): Promise<string> {
  const id = newId();
  const by = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('milestone')
    .values({ id, space_id: partnership, audience_id: null, ...fields, created_by: by })
    .execute();
  await indexMilestone(tx, partnership, id, fields);
  return id;
}

export async function updateMilestone(
  tx: Tx,
  { partnership, id }: { partnership: string; id: string },
  fields: MilestoneFields,
): Promise<void> {
  await tx.db.updateTable('milestone').set(fields).where('id', '=', id).execute();
  await indexMilestone(tx, partnership, id, fields);
}

export async function lockMilestone(tx: Tx, id: string): Promise<void> {
  await tx.db.selectFrom('milestone').select('id').where('id', '=', id).forUpdate().execute();
}

/** Keeps the day that it had, with the reason, and gives it the new one. */
export async function moveMilestone(
  tx: Tx,
  { partnership, id, due: was }: Pick<Milestone, 'partnership' | 'id' | 'due'>,
  { due, reason, locale }: { due: string; reason: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('milestone_move')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      milestone_id: id,
      was_on: was,
      due_on: due,
      reason,
      locale,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
  await tx.db.updateTable('milestone').set({ due_on: due }).where('id', '=', id).execute();
}

/** What became of it, or (`as` null) that it is open again. The database says when and by whom. */
export async function settleMilestone(tx: Tx, id: string, as: Outcome | null, note: string): Promise<void> {
  await tx.db
    .updateTable('milestone')
    .set({
      settled_as: as,
      settled_at: as && tx.now,
      settled_by: as && (tx.scope.person?.id ?? null),
      settled_note: note,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertStep(
  tx: Tx,
  { partnership, id }: Pick<Milestone, 'partnership' | 'id'>,
  toDo: string,
): Promise<void> {
  await tx.db
    .insertInto('milestone_step')
    .values({ id: newId(), space_id: partnership, audience_id: null, milestone_id: id, to_do_id: toDo })
    .execute();
}

/**
 * Open milestones that come up by a day for whoever answers for them: a person, or who answers for a partner that
 * has named nobody. For what nobody is left to answer waits for who answers for its partner, and for who facilitates.
 */
export function listComing(
  tx: Tx,
  person: string,
  { partners, facilitated }: { partners: readonly string[]; facilitated: readonly string[] },
  by: string,
) {
  return tx.db
    .selectFrom('milestone as m')
    .innerJoin('partnership as s', 's.id', 'm.space_id')
    .select(['m.id', 'm.space_id as partnership', 'm.what', 'm.locale', 'm.due_on as due', 's.name'])
    .select(orphaned.as('orphaned'))
    .where('m.settled_at', 'is', null)
    .where('m.due_on', '<=', by)
    .where('s.ended_at', 'is', null)
    .where(({ eb, and, or }) =>
      or([
        eb('m.owner_person', '=', person),
        ...(partners.length > 0
          ? [and([or([eb('m.owner_person', 'is', null), orphaned]), eb('m.owner_partner', 'in', partners)])]
          : []),
        ...(facilitated.length > 0 ? [and([eb('m.space_id', 'in', facilitated), orphaned])] : []),
      ]),
    )
    .orderBy('m.due_on')
    .limit(50)
    .execute();
}

/** Partnerships with a milestone by one of these days. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('milestone')
    .select('space_id')
    .distinct()
    .where('settled_at', 'is', null)
    .where('due_on', '>=', firstDay)
    .where('due_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** When the plan was begun, if it was. */
export async function findPlanBegun(tx: Tx, partnership: string): Promise<Date | undefined> {
  const row = await tx.db
    .selectFrom('milestone')
    .select(({ fn }) => fn.min('created_at').as('at'))
    .where('space_id', '=', partnership)
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Those of these that the reader may see, each with its partnership. */
export function listMilestonesById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('milestone as m')
    .innerJoin('partnership as s', 's.id', 'm.space_id')
    .select(['m.id', 'm.space_id as partnership', 'm.what', 'm.known_by as knownBy', 'm.locale as lang'])
    .select(['m.due_on as due', 's.name'])
    .where('m.id', 'in', ids)
    .execute();
}

/** What somebody answers for becomes another's: of a guest who has an account now. */
export async function moveMilestones(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await tx.db
    .updateTable('milestone')
    .set({ owner_person: account })
    .where('space_id', '=', partnership)
    .where('owner_person', '=', guest)
    .execute();
}
