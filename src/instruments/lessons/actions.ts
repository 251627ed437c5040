import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { mayKeepTrainings } from './access.ts';
import type { TrainingFields } from './rules.ts';
import { findTraining, insertTraining, setCancelled, type Training, updateTraining } from './store.ts';

function authorise(tx: Tx): void {
  if (!mayKeepTrainings(tx.scope)) throw new Forbidden('training sessions');
}

const saidOf = ({ lessons, begins_at, ends_at, place }: TrainingFields) => ({
  lessons,
  begins: begins_at.toISOString(),
  ends: ends_at.toISOString(),
  place,
});

/** A session that can still be changed: what is over stays as it was. */
export async function loadToCome(tx: Tx, id: string): Promise<Training> {
  authorise(tx);
  const training = await findTraining(tx, id);
  if (!training || training.ends_at <= tx.now) throw new NotFound();
  return training;
}

export async function addTraining(tx: Tx, city: string, fields: TrainingFields): Promise<string> {
  authorise(tx);
  const id = await insertTraining(tx, city, fields);
  await tx.record({
    space: city,
    kind: 'training.added',
    subject: id,
    audience: 'public',
    content: saidOf(fields),
  });
  return id;
}

export async function changeTraining(
  tx: Tx,
  city: string,
  id: string,
  fields: TrainingFields,
): Promise<void> {
  const before = await loadToCome(tx, id);
  await updateTraining(tx, id, fields);
  await tx.record({
    space: city,
    kind: 'training.changed',
    subject: id,
    audience: 'public',
    content: { ...saidOf(fields), before: saidOf(before) },
  });
}

/** It will not take place; the reason stays readable until it would have ended. */
export async function cancelTraining(
  tx: Tx,
  city: string,
  id: string,
  said: { reason: string; locale: Locale },
): Promise<void> {
  authorise(tx);
  if (!(await setCancelled(tx, id, said))) throw new NotFound();
  await tx.record({
    space: city,
    kind: 'training.cancelled',
    subject: id,
    audience: 'public',
    // It may name who fell ill.
    personal: { reason: said.reason },
  });
}

export async function restoreTraining(tx: Tx, city: string, id: string): Promise<void> {
  authorise(tx);
  if (!(await setCancelled(tx, id, null))) throw new NotFound();
  await tx.record({ space: city, kind: 'training.restored', subject: id, audience: 'public' });
}
