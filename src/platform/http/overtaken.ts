import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { isId } from '../id.ts';
import { type FormState, isMarked, isSame, marksOf, type Values } from './form.ts';

/**
 * What a form changes: the row that is held meanwhile, and what the fields of its form say of it. Where rows are only
 * ever added, something else holds those who would add one.
 */
export type Standing = {
  of: readonly [table: keyof Tables, id: string] | ((tx: Tx) => Promise<void>);
  typed: (tx: Tx) => Values | Promise<Values>;
};

/** Somebody else has saved since the form was shown: it comes back with both, and nothing is written over unseen. */
export class Overtaken extends Error {
  readonly form: FormState;
  constructor(form: FormState) {
    super('Somebody else has saved meanwhile');
    this.form = form;
  }
}

/**
 * Throws `Overtaken` where somebody else has changed a field since the form was shown, to something else than what is
 * sent now. A field that the sender left as it was then holds the other's words: what nobody typed takes nothing away.
 * The row stays held until the transaction ends. A form that does not tell what it was made from is taken at its word.
 */
export async function checkStanding(tx: Tx, { of, typed }: Standing, form: FormState): Promise<void> {
  await hold(tx, of);
  const now = await typed(tx);
  if (form.stood === undefined) return;
  const theirs: Values = {};
  const values = { ...form.values };
  for (const [name, stood] of new URLSearchParams(form.stood)) {
    const saved = Object.hasOwn(now, name) ? now[name] : undefined;
    const sent = form.values[name] ?? [];
    if (saved === undefined || isMarked(saved, stood) || isSame(saved, sent)) continue;
    theirs[name] = saved;
    if (isMarked(sent, stood)) values[name] = saved;
  }
  if (Object.keys(theirs).length > 0)
    throw new Overtaken({ values, errors: {}, stood: marksOf(now), theirs });
}

/** Of two who change the same at once, the second waits here, and then sees what the first has done. */
async function hold(tx: Tx, of: Standing['of']): Promise<void> {
  if (typeof of === 'function') return of(tx);
  const [table, id] = of;
  if (!isId(id)) return;
  await sql`select from ${sql.table(table)} where id = ${id} for update`.execute(tx.db);
}
