import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { listFacilitators, listPeopleOf } from '../partnerships/store.ts';
import { isLate, readOwner, type ToDoInput } from './rules.ts';
import { findToDo, insertToDo, mark, type ToDo, type ToDoFields, updateToDo } from './store.ts';

/** Opens the list for somebody who may change it. */
export async function loadForChange(tx: Tx, partnership: string): Promise<Inside> {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  return inside;
}

export async function loadToDo(tx: Tx, partnership: string, id: string): Promise<ToDo> {
  const found = isId(id) ? await findToDo(tx, partnership, id) : undefined;
  if (!found) throw new NotFound();
  return found;
}

/** Everybody a to-do can be given to, by partner; who facilitates for nobody in particular comes first. */
export async function ownersIn(tx: Tx, inside: Inside) {
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const people = await listPeopleOf(
    tx,
    joined.map(({ id }) => id),
  );
  const facilitators = await listFacilitators(tx, inside.partnership.id);
  return {
    alone: facilitators.filter(({ id }) => !people.some((one) => one.id === id)),
    partners: joined.map((partner) => ({
      ...partner,
      people: people.filter((one) => one.partner === partner.id && one.role !== 'observer'),
    })),
  };
}
export type Owners = Awaited<ReturnType<typeof ownersIn>>;

/** Who was chosen, and of which partner they are. Throws a Refusal `owner.wanted` for somebody who is not in. */
export async function ownerOf(tx: Tx, inside: Inside, typed: string) {
  const owner = readOwner(typed)!;
  const { alone, partners } = await ownersIn(tx, inside);
  const partner = partners.find(({ id, people }) =>
    owner.of === 'partner' ? id === owner.id : people.some((one) => one.id === owner.id),
  );
  if (!partner && !alone.some(({ id }) => owner.of === 'person' && id === owner.id))
    throw new Refusal('owner.wanted', 'owner');
  return { owner_partner: partner?.id ?? null, owner_person: owner.of === 'person' ? owner.id : null };
}

/** @param before the day that it has had: that may be over */
async function fieldsOf(
  tx: Tx,
  inside: Inside,
  input: ToDoInput,
  { today, before }: { today: string; before?: string },
): Promise<ToDoFields> {
  const owner = await ownerOf(tx, inside, input.owner);
  const due = readDay(input.due, today)!;
  if (isLate(due, today) && due !== before) throw new Refusal('due.past', 'due');
  return { text: input.text, ...owner, due_on: due };
}

/** Returns its id. */
export async function addToDo(tx: Tx, partnership: string, input: ToDoInput, today: string): Promise<string> {
  const inside = await loadForChange(tx, partnership);
  const fields = await fieldsOf(tx, inside, input, { today });
  const id = await insertToDo(tx, partnership, fields);
  await record(tx, 'to-do.added', { partnership, id, text: fields.text }, fields);
  return id;
}

export async function changeToDo(
  tx: Tx,
  partnership: string,
  id: string,
  input: ToDoInput,
  today: string,
): Promise<void> {
  const inside = await loadForChange(tx, partnership);
  const toDo = await loadToDo(tx, partnership, id);
  const fields = await fieldsOf(tx, inside, input, { today, before: toDo.due });
  await updateToDo(tx, toDo.id, fields);
  await record(tx, 'to-do.changed', { partnership, id, text: fields.text }, fields);
}

const kinds = {
  done: { on: 'to-do.done', off: 'to-do.reopened' },
  removed: { on: 'to-do.removed', off: 'to-do.returned' },
} as const;

/** Ticks off or takes away, and back again. What stands like that already stays so, and nothing is recorded twice. */
export async function markToDo(
  tx: Tx,
  partnership: string,
  id: string,
  what: 'done' | 'removed',
  way: 'on' | 'off',
): Promise<ToDo> {
  await loadForChange(tx, partnership);
  const toDo = await loadToDo(tx, partnership, id);
  if (await mark(tx, toDo.id, what, way)) await record(tx, kinds[what][way], toDo);
  return toDo;
}

function record(
  tx: Tx,
  kind: string,
  toDo: { partnership: string; id: string; text: string },
  fields?: ToDoFields,
) {
  return tx.record({
    space: toDo.partnership,
    kind,
    subject: toDo.id,
    content: { ...(fields && { due: fields.due_on, partner: fields.owner_partner }) },
    personal: { text: toDo.text, ...(fields?.owner_person && { owner: fields.owner_person }) },
  });
}
