import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import { mayKeepGoals } from './access.ts';
import { findGoal, type GoalFields, insertGoal, retireGoal, updateGoal } from './store.ts';

function authorise(tx: Tx): void {
  if (!mayKeepGoals(tx.scope)) throw new Forbidden('goals');
}

export async function addGoal(tx: Tx, city: string, fields: GoalFields): Promise<string> {
  authorise(tx);
  const id = await insertGoal(tx, city, fields);
  await tx.record({
    space: city,
    kind: 'goal.added',
    subject: id,
    audience: 'public',
    content: { title: fields.title },
  });
  return id;
}

export async function changeGoal(tx: Tx, city: string, id: string, fields: GoalFields): Promise<void> {
  authorise(tx);
  const before = await findGoal(tx, id);
  if (!before) throw new NotFound();
  await updateGoal(tx, id, fields);
  await tx.record({
    space: city,
    kind: 'goal.changed',
    subject: id,
    audience: 'public',
    content: {
      title: fields.title,
      target: fields.target,
      dueYear: fields.due_year,
      before: { target: before.target, dueYear: before.due_year },
    },
  });
}

/** Dropped, and still there for whatever refers to it; it can come back. */
export async function dropGoal(tx: Tx, city: string, id: string, dropped: boolean): Promise<void> {
  authorise(tx);
  if (!(await retireGoal(tx, id, dropped ? tx.now : null))) throw new NotFound();
  await tx.record({
    space: city,
    kind: dropped ? 'goal.retired' : 'goal.returned',
    subject: id,
    audience: 'public',
  });
}
