import { decidesStill } from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { closesRing, type GroupInput, type LinkInput } from './rules.ts';
import {
  type CirclePart,
  endParts,
  findGroup,
  findMembership,
  type Group,
  insertGroup,
  insertPart,
  listBelow,
  listCandidates,
  listLinking,
  listNames,
  setAbove,
  setEnded,
  updateGroup,
} from './store.ts';

type Place = { locale: Locale; timeZone: string };
export type GroupInside = Inside & {
  group: Group;
  /** Sets it up, changes and ends it. */
  steers: boolean;
  /** Takes people in, and out again. */
  takesIn: boolean;
};

/** Opens a group for somebody who takes part in the partnership. */
export async function loadGroup(tx: Tx, partnership: string, id: string): Promise<GroupInside> {
  const inside = await loadPartnership(tx, partnership);
  const group = isId(id) ? await findGroup(tx, partnership, id) : undefined;
  if (!group) throw new NotFound();
  const me = tx.scope.person?.id;
  const leads = (await listLinking(tx, id)).some(({ part, person }) => part === 'lead' && person === me);
  const steers = inside.facilitates && !group.endedAt;
  return { ...inside, group, steers, takesIn: steers || (inside.contributes && !group.endedAt && leads) };
}

/** Opens a partnership for who steers it: they set up its groups. */
export async function loadSteered(tx: Tx, partnership: string): Promise<Inside> {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.facilitates) throw new Forbidden('those who facilitate');
  return inside;
}

/** The same group by group. One that has ended is not changed any more. */
export async function loadToSteer(tx: Tx, partnership: string, id: string): Promise<GroupInside> {
  const at = await loadGroup(tx, partnership, id);
  if (!at.steers) throw new Forbidden('those who facilitate');
  return at;
}

export const kinds = ['added', 'changed', 'ended', 'in', 'out', 'lead', 'representative'] as const;

function record(
  tx: Tx,
  kind: (typeof kinds)[number],
  { id, partnership, name }: Pick<Group, 'id' | 'partnership' | 'name'>,
  who?: string | null,
) {
  return tx.record({
    ...{ space: partnership, kind: `group.${kind}`, subject: id },
    personal: { title: name, ...(who && { name: who }) },
  });
}

/** The day on which a mandate is looked at again, as YYYY-MM-DD. */
function reviewIn(typed: string, today: string): string {
  const day = readDay(typed, today);
  if (!day) throw new Refusal(isNoSuchDay(typed) ? 'review.none' : 'review.wanted', 'review');
  if (day <= today) throw new Refusal('review.past', 'review');
  return day;
}

async function checkAbove(tx: Tx, partnership: string, above: string | null, group?: string): Promise<void> {
  const links = new Map((await listNames(tx, partnership)).map((one) => [one.id, one.above]));
  if (above && !links.has(above)) throw new Refusal('above.wanted', 'above');
  if (group && closesRing(links, group, above)) throw new Refusal('above.below', 'above');
}

export async function addGroup(
  tx: Tx,
  partnership: string,
  input: GroupInput,
  { locale, timeZone }: Place,
): Promise<string> {
  // One after the other: who stands above whom is read first.
  await lockPeople(tx, partnership);
  await loadSteered(tx, partnership);
  const { above, review, ...mandate } = input;
  await checkAbove(tx, partnership, above);
  const reviewOn = reviewIn(review, dayOf(tx.now, timeZone));
  const id = await insertGroup(tx, partnership, { ...mandate, reviewOn, locale });
  if (above) await setAbove(tx, { id, space: partnership, above });
  await record(tx, 'added', { id, partnership, name: mandate.name });
  return id;
}

export async function changeGroup(
  tx: Tx,
  partnership: string,
  id: string,
  input: GroupInput,
  { locale, timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { group } = await loadToSteer(tx, partnership, id);
  const { above, review, ...mandate } = input;
  const today = dayOf(tx.now, timeZone);
  // A day that has come may stand while the words are changed: it is asked for when the mandate is looked at.
  const reviewOn = readDay(review, today) === group.reviewOn ? group.reviewOn : reviewIn(review, today);
  if (above !== group.above) {
    await checkAbove(tx, partnership, above, id);
    await setAbove(tx, { id, space: partnership, above });
  }
  await updateGroup(tx, id, { ...mandate, reviewOn, locale });
  await record(tx, 'changed', { ...group, name: mandate.name });
}

/** It ends, and stays to be read with those who were in it. Groups below it are put elsewhere first, and what is being decided in it comes to its end. */
export async function endGroup(tx: Tx, partnership: string, id: string): Promise<void> {
  await lockPeople(tx, partnership);
  const { group } = await loadToSteer(tx, partnership, id);
  if ((await listBelow(tx, id)).length > 0) throw new Refusal('end.below');
  if (await decidesStill(tx, id)) throw new Refusal('end.deciding');
  await setEnded(tx, id);
  await record(tx, 'ended', group);
}

async function candidate(tx: Tx, partnership: string, person: string, field: string) {
  const found = (await listCandidates(tx, partnership)).find(({ id }) => id === person);
  if (!found) throw new Refusal('person.wanted', field);
  return found;
}

export async function takeIn(tx: Tx, partnership: string, id: string, person: string): Promise<void> {
  await lockPeople(tx, partnership);
  const { group, takesIn } = await loadGroup(tx, partnership, id);
  if (!takesIn) throw new Forbidden('who facilitates, or leads the group');
  const { name } = await candidate(tx, partnership, person, 'person');
  if (await findMembership(tx, id, person)) return;
  await insertPart(tx, { space: partnership, group: id, person, part: 'member' });
  await record(tx, 'in', group, name);
}

/** Somebody is in it no longer, and links it no longer: by themselves, or by who takes people in. */
export async function takeOut(tx: Tx, partnership: string, id: string, person: string): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadGroup(tx, partnership, id);
  const own = at.contributes && !at.group.endedAt && person === tx.scope.person?.id;
  if (!own && !at.takesIn) throw new Forbidden('who facilitates, leads the group, or leaves it');
  const member = isId(person) ? await findMembership(tx, id, person) : undefined;
  if (!member) throw new NotFound();
  // Who leads a group names nobody who links it, and so takes nobody out of that either.
  const links = (await listLinking(tx, id)).some((one) => one.person === person);
  if (links && !own && !at.steers) throw new Refusal('out.links');
  await endParts(tx, { group: id, person });
  await record(tx, 'out', at.group, member.name);
}

/** Names the two who link it with the group above; both are in it. */
export async function nameLinks(tx: Tx, partnership: string, id: string, input: LinkInput): Promise<void> {
  await lockPeople(tx, partnership);
  const { group } = await loadToSteer(tx, partnership, id);
  const now = new Map((await listLinking(tx, id)).map((one) => [one.part, one.person]));
  const changed = (['lead', 'representative'] as const).filter(
    (part) => input[part] !== (now.get(part) ?? ''),
  );
  for (const part of changed) await endParts(tx, { group: id, part });
  for (const part of changed) {
    const person = input[part];
    if (!person) continue;
    const { name } = await candidate(tx, partnership, person, part);
    const add = (as: CirclePart) => insertPart(tx, { space: partnership, group: id, person, part: as });
    if (!(await findMembership(tx, id, person))) await add('member');
    await add(part);
    await record(tx, part, group, name);
  }
}
