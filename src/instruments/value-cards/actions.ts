import type { Tx } from '../../platform/database/database.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { mayWriteCards } from './access.ts';
import { type Card, type CardFields, deleteCard, insertCard, showTo, updateCard } from './store.ts';

type Wish = { fields: CardFields; department: string | undefined };

export async function addCard(tx: Tx, organisation: string, { fields, department }: Wish): Promise<string> {
  if (!mayWriteCards(tx.scope, organisation)) throw new NotFound();
  const id = await insertCard(tx, organisation, fields);
  await showTo(tx, id, organisation, department);
  await tx.record({
    space: organisation,
    kind: 'value-card.added',
    subject: id,
    content: { shownTo: fields.audience },
  });
  return id;
}

export async function changeCard(tx: Tx, card: Card, { fields, department }: Wish): Promise<void> {
  if (!mayWriteCards(tx.scope, card.space_id)) throw new NotFound();
  await updateCard(tx, card.id, fields);
  await showTo(tx, card.id, card.space_id, department);
  await tx.record({
    space: card.space_id,
    kind: 'value-card.changed',
    subject: card.id,
    content: { shownTo: fields.audience },
  });
}

export async function removeCard(tx: Tx, card: Card): Promise<void> {
  if (!mayWriteCards(tx.scope, card.space_id)) throw new NotFound();
  if (!(await deleteCard(tx, card.id))) throw new NotFound();
  await tx.record({ space: card.space_id, kind: 'value-card.removed', subject: card.id });
}
