import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { newId } from '../../../platform/id.ts';
import { mayEdit } from '../access.ts';
import { mostSuggestionsAnHour } from '../rules.ts';
import type { Organisation } from '../store/tables.ts';

/** "Tell us what has changed": from anyone, without a name. The space is opened for this act alone. */
export async function sendSuggestion(tx: Tx, organisation: Organisation, text: string): Promise<void> {
  const { many } = await tx.db
    .selectFrom('suggestion')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('space_id', '=', organisation.id)
    .where('at', '>', new Date(tx.now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  if (many >= mostSuggestionsAnHour) throw new Refusal('suggestion.enough');
  const id = newId();
  await tx.db
    .insertInto('suggestion')
    .values({ id, space_id: organisation.id, audience_id: null, text, settled_at: null, settled_by: null })
    .execute();
  await tx.record({ space: organisation.id, kind: 'suggestion.sent', subject: id });
}

export async function settleSuggestion(tx: Tx, organisation: Organisation, id: string): Promise<void> {
  if (!mayEdit(tx.scope, organisation)) throw new NotFound();
  const { numUpdatedRows } = await tx.db
    .updateTable('suggestion')
    .set({ settled_at: tx.now, settled_by: tx.scope.person?.id ?? null })
    .where('id', '=', id)
    .where('space_id', '=', organisation.id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFound();
  await tx.record({ space: organisation.id, kind: 'suggestion.settled', subject: id });
}
