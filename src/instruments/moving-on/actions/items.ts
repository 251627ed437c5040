import { recordingOf } from '../../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import { lockPeople } from '../../accounts/store.ts';
import { findVoice, loadHearing, loadToChange } from '../../partnerships/actions/hearing.ts';
import type { Partner } from '../../partnerships/store.ts';
import { type ItemInput, stateOf, type YesInput } from '../rules.ts';
import {
  findItem,
  type Item,
  insertItem,
  insertItemWord,
  isListed,
  listLooseToDos,
  lockItem,
  setRemoved,
  updateItem,
} from '../store.ts';

type Place = { locale: Locale; today: string };

/** One item, and whether the reader can say yes to it for who takes it on. */
export async function loadItem(tx: Tx, partnership: string, id: string) {
  const at = await loadHearing(tx, partnership);
  const item = isId(id) ? await findItem(tx, partnership, id) : undefined;
  if (!item) throw new NotFound();
  const voice = item.taker ? await findVoice(tx, at, item.taker) : undefined;
  return { ...at, item, voice };
}

/** For somebody who changes it; held until the end of the transaction. */
async function holdItem(tx: Tx, partnership: string, id: string) {
  await loadToChange(tx, partnership);
  if (isId(id)) await lockItem(tx, id);
  return loadItem(tx, partnership, id);
}

/** The same, of what is on the list: to what was taken off nothing is said. Throws a Refusal `removed`. */
async function holdListed(tx: Tx, partnership: string, id: string) {
  const held = await holdItem(tx, partnership, id);
  if (held.item.removedAt) throw new Refusal('removed');
  return held;
}

function fieldsOf(joined: readonly Partner[], input: Omit<ItemInput, 'kind'>, { locale, today }: Place) {
  const taker = joined.find(({ id }) => id === input.taker);
  if (input.taker !== '' && !taker) throw new Refusal('taker.gone', 'taker');
  return {
    what: input.what,
    whom: input.whom,
    until_on: readDay(input.until, today) ?? null,
    taker_id: taker?.id ?? null,
    locale,
  };
}

export async function addItem(tx: Tx, partnership: string, input: ItemInput, place: Place): Promise<void> {
  const { joined } = await loadToChange(tx, partnership);
  const fields = fieldsOf(joined, input, place);
  const id = await insertItem(tx, partnership, { ...fields, kind: input.kind, to_do_id: null });
  await record(tx, 'item-added', { id, partnership, ...fields, kind: input.kind });
}

/** Puts every open to-do on the list of what is owed. Pressed twice it does so once. Returns how many. */
export async function takeToDos(tx: Tx, partnership: string, locale: Locale): Promise<number> {
  await lockPeople(tx, partnership);
  const { joined } = await loadToChange(tx, partnership);
  const loose = await listLooseToDos(tx, partnership);
  for (const { id, text, due, partner } of loose) {
    const taker = joined.some((one) => one.id === partner) ? partner : null;
    const fields = { what: text, whom: '', until_on: due, taker_id: taker, locale };
    await insertItem(tx, partnership, { ...fields, kind: 'obligation', to_do_id: id });
  }
  if (loose.length > 0)
    await tx.record({
      space: partnership,
      kind: 'moving-on.to-dos-listed',
      subject: partnership,
      content: { n: loose.length },
    });
  return loose.length;
}

export async function changeItem(
  tx: Tx,
  partnership: string,
  id: string,
  input: Omit<ItemInput, 'kind'>,
  place: Place,
): Promise<void> {
  const { joined, item } = await holdListed(tx, partnership, id);
  await updateItem(tx, id, fieldsOf(joined, input, place));
  await record(tx, 'item-changed', { ...item, what: input.what });
}

/** The partner that takes it on says yes, or it is written down for one without people. */
export async function sayYes(
  tx: Tx,
  partnership: string,
  id: string,
  input: YesInput,
  { locale, today }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { item, voice } = await holdListed(tx, partnership, id);
  if (!voice) throw new Forbidden('those who answer for the partner that takes it on');
  // A yes is to what was read: not to what was changed meanwhile.
  if (input.seen !== item.changedAt.toISOString()) throw new Refusal('changed-meanwhile');
  if (item.says === 'yes') return;
  const recording = voice.recorded ? recordingOf(input, today) : undefined;
  await insertItemWord(tx, item, { says: 'yes', partner: voice.partner.id, reason: '', locale, recording });
  await record(tx, 'item-settled', item, { partner: voice.partner.id, onBehalf: voice.recorded });
}

/** It is left open, and why; or what was said of it is taken back. */
export async function leaveOpen(
  tx: Tx,
  partnership: string,
  id: string,
  { says, reason }: { says: 'open' | 'again'; reason: string },
  locale: Locale,
): Promise<void> {
  const { item } = await holdListed(tx, partnership, id);
  // A yes that came meanwhile is taken back, not written over.
  if (says === 'open' && stateOf(item) === 'settled') throw new Refusal('settled-meanwhile');
  if (says === 'again' && (item.says === null || item.says === 'again')) return;
  const word = { says, partner: null, reason: says === 'open' ? reason : '', locale, recording: undefined };
  await insertItemWord(tx, item, word);
  await record(tx, says === 'open' ? 'item-open' : 'item-again', item, {}, reason ? { reason } : {});
}

/** Takes it off the list or puts it back. What stands like that already stays so. */
export async function removeItem(tx: Tx, partnership: string, id: string, removed: boolean): Promise<Item> {
  const { item } = await holdItem(tx, partnership, id);
  if ((item.removedAt !== null) === removed) return item;
  // The same to-do may have come onto the list once more meanwhile.
  if (!removed && item.toDo && (await isListed(tx, item.toDo))) throw new Refusal('listed-already');
  await setRemoved(tx, id, removed);
  await record(tx, removed ? 'item-removed' : 'item-returned', item);
  return item;
}

function record(
  tx: Tx,
  what: string,
  { partnership, id, what: title, kind }: Pick<Item, 'partnership' | 'id' | 'what' | 'kind'>,
  content: Record<string, unknown> = {},
  personal: Record<string, unknown> = {},
) {
  return tx.record({
    space: partnership,
    kind: `moving-on.${what}`,
    subject: id,
    content: { of: kind, ...content },
    personal: { what: title, ...personal },
  });
}
