import { type ColumnType, type Generated, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import type { Json } from '../../platform/database/tables.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { typedLocalised } from '../../platform/i18n/localised.ts';
import { newId } from '../../platform/id.ts';
import { forgetSubjects, indexSubject, localised } from '../../platform/search/index-subject.ts';
import type { Strategy } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    city_goal: GuardedByDefault & {
      title: Json<Localised>;
      target: Json<Localised>;
      plan: ColumnType<Localised, string | undefined, string>;
      owner_id: string | null;
      due_year: number | null;
      sdg: Generated<string[]>;
      strategies: Generated<Strategy[]>;
      created_at: Generated<Date>;
      retired_at: Date | null;
    };
  }
}

export type GoalFields = {
  title: Localised;
  target: Localised;
  plan: Localised;
  owner_id: string | null;
  due_year: number | null;
  sdg: string[];
  strategies: Strategy[];
};
export type Goal = GoalFields & {
  id: string;
  retired_at: Date | null;
  owner_name: Localised | null;
  owner_slug: string | null;
};

/** A goal as its form shows it. */
export function typedGoal(goal: GoalFields, locales: readonly Locale[]) {
  return {
    ...typedLocalised(goal.title, 'title', locales),
    ...typedLocalised(goal.target, 'target', locales),
    ...typedLocalised(goal.plan, 'plan', locales),
    owner: goal.owner_id ?? '',
    dueYear: goal.due_year?.toString() ?? '',
    sdg: goal.sdg.join(', '),
    strategies: goal.strategies,
  };
}

const goals = (tx: Tx) =>
  tx.db
    .selectFrom('city_goal as g')
    .leftJoin('organisation as o', 'o.id', 'g.owner_id')
    .select([
      'g.id',
      'g.title',
      'g.target',
      'g.plan',
      'g.owner_id',
      'g.due_year',
      'g.sdg',
      'g.strategies',
      'g.retired_at',
    ])
    .select(['o.name as owner_name', 'o.slug as owner_slug'])
    .orderBy('g.due_year')
    .orderBy('g.id');

/** A city has a few dozen goals; more than these are no help to choose from. */
const mostGoals = 300;
const goalsShown = 100;

/** Goals to choose from: those in force, the nearest first. */
export async function listGoals(tx: Tx): Promise<Goal[]> {
  return goals(tx).where('g.retired_at', 'is', null).limit(mostGoals).execute();
}

/** The register: goals in force, or those that were retired; the nearest first. */
export async function listRegister(
  tx: Tx,
  which: 'current' | 'retired',
  after: string | undefined,
): Promise<Part<Goal>> {
  const place = (goal: 'g' | 'c') =>
    sql`coalesce(${sql.ref(`${goal}.due_year`)}, 9999), ${sql.ref(`${goal}.id`)}`;
  const rows = await goals(tx)
    .where('g.retired_at', which === 'current' ? 'is' : 'is not', null)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${place('g')}) > (select ${place('c')} from city_goal c where c.id = ${after})`,
      ),
    )
    .limit(goalsShown + 1)
    .execute();
  return partOf(rows, goalsShown);
}

export async function findGoal(tx: Tx, id: string): Promise<Goal | undefined> {
  return goals(tx).where('g.id', '=', id).executeTakeFirst();
}

export async function listGoalsOwnedBy(tx: Tx, organisation: string): Promise<Goal[]> {
  return goals(tx)
    .where('g.owner_id', '=', organisation)
    .where('g.retired_at', 'is', null)
    .limit(mostGoals)
    .execute();
}

/** Those of these goals that are in force. */
export async function listGoalsById(tx: Tx, ids: readonly string[]): Promise<Goal[]> {
  return goals(tx).where('g.id', 'in', ids).where('g.retired_at', 'is', null).execute();
}

/** What a text of a goal counts in the search. */
const weights = { title: 1, target: 0.5, plan: 0.3 };

/** Brings the search up to what a goal says. One that was retired is found no more. */
async function indexGoal(tx: Tx, id: string): Promise<void> {
  const goal = await tx.db
    .selectFrom('city_goal')
    .select(['space_id as space', 'audience', 'audience_id as audienceId', 'title', 'target', 'plan'])
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (!goal) return forgetSubjects(tx, [id]);
  const { title, target, plan, ...row } = goal;
  await indexSubject(tx, {
    ...row,
    kind: 'goal',
    id,
    texts: [
      ...localised('title', title, weights.title),
      ...localised('target', target, weights.target),
      ...localised('plan', plan, weights.plan),
    ],
  });
}

export async function insertGoal(tx: Tx, city: string, fields: GoalFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('city_goal')
    .values({ id, space_id: city, audience_id: null, retired_at: null, ...written(fields) })
    .execute();
  await indexGoal(tx, id);
  return id;
}

export async function updateGoal(tx: Tx, id: string, fields: GoalFields): Promise<void> {
  await tx.db.updateTable('city_goal').set(written(fields)).where('id', '=', id).execute();
  await indexGoal(tx, id);
}

export async function retireGoal(tx: Tx, id: string, retired: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('city_goal')
    .set({ retired_at: retired })
    .where('id', '=', id)
    .where('retired_at', retired ? 'is' : 'is not', null)
    .executeTakeFirst();
  await indexGoal(tx, id);
  return numUpdatedRows > 0n;
}

function written(fields: GoalFields) {
  return {
    ...fields,
    title: JSON.stringify(fields.title),
    target: JSON.stringify(fields.target),
    plan: JSON.stringify(fields.plan),
  };
}
