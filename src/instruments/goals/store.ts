import type { ColumnType, Generated } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Json } from '../../platform/database/tables.ts';
import type { Localised } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
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

/** A city has a few dozen goals; more than these would be no register but a plan. */
const mostGoals = 300;

/** Goals in force, the nearest first; retired ones for those who keep the register. */
export async function listGoals(tx: Tx, which: 'current' | 'retired' = 'current'): Promise<Goal[]> {
  return goals(tx)
    .where('g.retired_at', which === 'current' ? 'is' : 'is not', null)
    .limit(mostGoals)
    .execute();
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

export async function insertGoal(tx: Tx, city: string, fields: GoalFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('city_goal')
    .values({ id, space_id: city, audience_id: null, retired_at: null, ...written(fields) })
    .execute();
  return id;
}

export async function updateGoal(tx: Tx, id: string, fields: GoalFields): Promise<void> {
  await tx.db.updateTable('city_goal').set(written(fields)).where('id', '=', id).execute();
}

export async function retireGoal(tx: Tx, id: string, retired: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('city_goal')
    .set({ retired_at: retired })
    .where('id', '=', id)
    .where('retired_at', retired ? 'is' : 'is not', null)
    .executeTakeFirst();
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
