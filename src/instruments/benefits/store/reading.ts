import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Span } from '../../../platform/instrument.ts';
import { calledIn, isOrphaned } from '../../partnerships/store.ts';
import type { State } from '../rules.ts';
import './tables.ts';

const shown = 50;

const orphaned = isOrphaned('b', 'checker');

/** Those that stand, each with its latest check. */
const benefits = (tx: Tx) =>
  tx.db.selectFrom('benefit as b').leftJoinLateral(
    (from) =>
      from
        .selectFrom('benefit_check as c')
        .select(['c.verdict', 'c.at', 'c.again_on'])
        .whereRef('c.benefit_id', '=', 'b.id')
        .orderBy('c.at', 'desc')
        .orderBy('c.id', 'desc')
        .limit(1)
        .as('last'),
    (join) => join.onTrue(),
  );

const stateIs = sql<State>`coalesce(last.verdict, 'open')`;
/** The day on which it is checked next; null where it was, and nobody looks again. */
const dueOn = sql<string | null>`case when last.at is null then b.check_on else last.again_on end`;

const listed = (tx: Tx) =>
  benefits(tx)
    .leftJoin('person as checker', 'checker.id', 'b.checker_person')
    .leftJoin('partner as p', 'p.id', 'b.checker_partner')
    .select(['b.id', 'b.claim', 'b.who', 'b.locale', 'b.unit', 'b.target', 'b.target_words as targetWords'])
    .select(['checker.name as person', calledIn('p').as('partner'), 'last.at as checkedAt'])
    .select([stateIs.as('state'), dueOn.as('due'), orphaned.as('orphaned')]);

/** What was claimed in a partnership, in one state or in any; what is to be checked next first. */
export async function listBenefits(
  tx: Tx,
  partnership: string,
  { state, after }: { state: State | undefined; after: string | undefined },
): Promise<Part<Benefit>> {
  const place = sql`(coalesce(${dueOn}, 'infinity'::date), b.id)`;
  const rows = await listed(tx)
    .where('b.space_id', '=', partnership)
    .where('b.removed_at', 'is', null)
    .$if(state !== undefined, (query) => query.where(stateIs, '=', state!))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`${place} > (select coalesce(case when l.at is null then a.check_on else l.again_on end, 'infinity'::date), a.id
          from benefit a left join lateral (select c.at, c.again_on from benefit_check c where c.benefit_id = a.id
            order by c.at desc, c.id desc limit 1) l on true where a.id = ${after})`,
      ),
    )
    .orderBy(sql`coalesce(${dueOn}, 'infinity'::date)`)
    .orderBy('b.id')
    .limit(shown + 1)
    .execute();
  return partOf(rows, shown);
}
export type Benefit = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number];

/** How many there are in each state. */
export async function countBenefits(tx: Tx, partnership: string): Promise<ReadonlyMap<State, number>> {
  const rows = await benefits(tx)
    .select([stateIs.as('state'), sql<number>`count(*)::int`.as('n')])
    .where('b.space_id', '=', partnership)
    .where('b.removed_at', 'is', null)
    .groupBy(stateIs)
    .execute();
  return new Map(rows.map(({ state, n }) => [state, n]));
}

/** In full. */
const whole = (tx: Tx, partnership: string) =>
  listed(tx)
    .leftJoin('person as by', 'by.id', 'b.created_by')
    .select(['b.kind', 'b.indicator', 'b.baseline', 'b.baseline_on as baselineOn', 'b.version'])
    .select(['b.baseline_source as baselineSource', 'b.baseline_words as baselineWords'])
    .select([
      'b.check_on as checkOn',
      'b.checker_person as checkerPerson',
      'b.checker_partner as checkerPartner',
    ])
    .select(['b.created_at as createdAt', 'b.removed_at as removedAt', 'by.name as writer'])
    .where('b.space_id', '=', partnership);

/** One of them in full, also one that was taken back. */
export function findBenefit(tx: Tx, partnership: string, id: string) {
  return whole(tx, partnership).where('b.id', '=', id).executeTakeFirst();
}
export type WholeBenefit = NonNullable<Awaited<ReturnType<typeof findBenefit>>>;

/** All that stand, in full, in the order in which they were written down, a part at a time. */
export async function listWholeBenefits(
  tx: Tx,
  partnership: string,
  after: string | undefined,
): Promise<Part<WholeBenefit>> {
  const rows = await whole(tx, partnership)
    .where('b.removed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('b.id', '>', after!))
    .orderBy('b.id')
    .limit(shown + 1)
    .execute();
  return partOf(rows, shown);
}

/** All checks of one, the latest first. */
export function listChecks(tx: Tx, benefit: string) {
  return listChecksOf(tx, [benefit]);
}

/** All checks of these, the latest first. */
export async function listChecksOf(tx: Tx, of: readonly string[]) {
  if (of.length === 0) return [];
  return tx.db
    .selectFrom('benefit_check as c')
    .leftJoin('person as by', 'by.id', 'c.by_person')
    .select([
      'c.id',
      'c.benefit_id as of',
      'c.verdict',
      'c.measured',
      'c.measured_words as measuredWords',
      'c.evidence',
      'c.learnt',
    ])
    .select(['c.again_on as againOn', 'c.locale', 'c.at', 'by.name as writer'])
    .where('c.benefit_id', 'in', of)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}
export type Check = Awaited<ReturnType<typeof listChecks>>[number];

/** What one said before it was changed, the latest first. */
export function listEarlier(tx: Tx, benefit: string) {
  return tx.db
    .selectFrom('benefit_earlier as e')
    .leftJoin('person as by', 'by.id', 'e.by_person')
    .select(['e.id', 'e.said', 'e.at', 'by.name as changer'])
    .where('e.benefit_id', '=', benefit)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .execute();
}
export type Earlier = Awaited<ReturnType<typeof listEarlier>>[number];

/** Those of these that the reader may see, each with its partnership. */
export function listBenefitsById(tx: Tx, ids: readonly string[]) {
  return benefits(tx)
    .innerJoin('partnership as s', 's.id', 'b.space_id')
    .select(['b.id', 'b.space_id as partnership', 'b.claim', 'b.locale', 's.name'])
    .select(stateIs.as('state'))
    .where('b.id', 'in', ids)
    .where('b.removed_at', 'is', null)
    .execute();
}

/**
 * What somebody checks in all their partnerships until a day; `partners` are those they answer for. What nobody is left
 * to check waits for who answers for its partner, and for the facilitators of these partnerships.
 */
export function listWaiting(
  tx: Tx,
  person: string,
  { partners, facilitated }: { partners: readonly string[]; facilitated: readonly string[] },
  until: string,
) {
  return benefits(tx)
    .innerJoin('partnership as s', 's.id', 'b.space_id')
    .select(['b.id', 'b.space_id as partnership', 'b.claim', 'b.locale', 's.name'])
    .select([sql<string>`${dueOn}`.as('due'), orphaned.as('orphaned')])
    .where('b.removed_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where(dueOn, '<=', until)
    .where(({ eb, and, or }) =>
      or([
        eb('b.checker_person', '=', person),
        ...(partners.length > 0
          ? [
              and([
                or([eb('b.checker_person', 'is', null), orphaned]),
                eb('b.checker_partner', 'in', partners),
              ]),
            ]
          : []),
        ...(facilitated.length > 0 ? [and([eb('b.space_id', 'in', facilitated), orphaned])] : []),
      ]),
    )
    .orderBy(dueOn)
    .limit(50)
    .execute();
}

/** Partnerships with something to check by one of these days. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select b.space_id as space from benefit b
    where b.removed_at is null and b.check_on between ${firstDay} and ${lastDay}
      and not exists (select from benefit_check c where c.benefit_id = b.id)
    union select c.space_id from benefit_check c
    where c.again_on between ${firstDay} and ${lastDay}
      and not exists (select from benefit_check l where l.benefit_id = c.benefit_id and (l.at, l.id) > (c.at, c.id))
  `.execute(tx.db);
  return rows.map(({ space }) => space);
}

/** Since when something was claimed in a partnership, and since when something was checked. */
export async function findBegun(
  tx: Tx,
  partnership: string,
): Promise<{ claimed: Date | null; checked: Date | null }> {
  const { rows } = await sql<{ claimed: Date | null; checked: Date | null }>`
    select (select min(created_at) from benefit where space_id = ${partnership} and removed_at is null) as claimed,
      (select min(at) from benefit_check where space_id = ${partnership}) as checked
  `.execute(tx.db);
  return rows[0]!;
}
