import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { lockPeople } from '../accounts/store.ts';
import { slugOf } from '../directory/rules.ts';
import { findByName } from '../directory/store/reading.ts';
import { tellsFor } from '../partnerships/access.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { listWithoutPeople } from '../rounds/store.ts';
import { addToDo, markToDo, ownersIn } from '../to-dos/actions.ts';
import { toDoForm } from '../to-dos/rules.ts';
import { mayDecide } from './access.ts';
import {
  type AddInput,
  type DecisionInput,
  type Doing,
  type MissingInput,
  mostNamed,
  namesIn,
  type RatingInput,
  sameName,
} from './rules.ts';
import {
  type Concerned,
  findConcerned,
  insertConcerned,
  insertDecision,
  insertMissing,
  insertRating,
  listConcerned,
  listDecisions,
  listMissing,
  listRatings,
  markConcerned,
  mostConcerned,
} from './store.ts';

export type Telling = ReturnType<typeof tellsFor<Inside['partners'][number]>>[number];

/** The map as its page shows it. */
export async function loadMap(tx: Tx, partnership: string) {
  const inside = await loadPartnership(tx, partnership);
  const groups = await listConcerned(tx, partnership);
  const ids = groups.map(({ id }) => id);
  return {
    inside,
    tells: await tellersIn(tx, inside),
    groups,
    ratings: await listRatings(tx, ids),
    decisions: await listDecisions(tx, ids),
    missing: await listMissing(tx, partnership),
  };
}
export type EngageMap = Awaited<ReturnType<typeof loadMap>>;

async function tellersIn(tx: Tx, inside: Inside): Promise<Telling[]> {
  const ids = inside.partners.map(({ id }) => id);
  return tellsFor(inside, inside.facilitates ? await listWithoutPeople(tx, ids) : new Set());
}

/** One group, also one that was taken off the map. */
export async function loadConcerned(tx: Tx, partnership: string, id: string) {
  const inside = await loadPartnership(tx, partnership);
  const found = isId(id) ? await findConcerned(tx, partnership, id) : undefined;
  if (!found) throw new NotFound();
  return {
    inside,
    group: found,
    tells: await tellersIn(tx, inside),
    ratings: await listRatings(tx, [id]),
    decisions: await listDecisions(tx, [id]),
    owners: await ownersIn(tx, inside),
  };
}
export type OneConcerned = Awaited<ReturnType<typeof loadConcerned>>;

/** What the reader's partner says of it now; of nobody, where they write for several. */
export function ownRating({ tells, ratings }: Pick<OneConcerned, 'tells' | 'ratings'>) {
  const [only, ...others] = tells;
  return others.length === 0 ? ratings.find(({ partner }) => partner === only?.partner.id) : undefined;
}

/** For which partner is told: the one that the form names, or the only one that it can be. */
async function tellerIn(tx: Tx, inside: Inside, named: string, field = 'partner') {
  const tells = await tellersIn(tx, inside);
  const found =
    named === '' && tells.length === 1 ? tells[0] : tells.find(({ partner }) => partner.id === named);
  if (!found) {
    if (tells.length > 0) throw new Refusal('partner.wanted', field);
    throw new Forbidden('those who speak for a partner');
  }
  return { partner: found.partner.id, recorded: found.recorded };
}

/** Puts a group on the map, with what its partner says of it. Returns its id. */
export async function addConcerned(
  tx: Tx,
  partnership: string,
  input: AddInput,
  locale: Locale,
): Promise<string> {
  await lockPeople(tx, partnership);
  const inside = await loadPartnership(tx, partnership);
  const by = await tellerIn(tx, inside, input.partner);
  const there = await listConcerned(tx, partnership);
  needPlace(there, input.name, 'name');
  const id = await put(tx, partnership, input.name, locale, by);
  await insertRating(tx, partnership, { ...input, of: id, locale, by });
  return id;
}

/** Each stands on the map once, and there are not more than can be looked at together. */
function needPlace(there: readonly Concerned[], name: string, field?: string): void {
  if (there.some((one) => sameName(one.name) === sameName(name))) throw new Refusal('name.there', field);
  if (there.length >= mostConcerned) throw new Refusal('full');
}

type By = { partner: string; recorded: boolean };

async function put(tx: Tx, partnership: string, name: string, locale: Locale, by: By): Promise<string> {
  const organisation = (await findByName(tx, name, slugOf(name)))?.id ?? null;
  const id = await insertConcerned(tx, partnership, { name, organisation, locale, by });
  const content = { partner: by.partner, recorded: by.recorded };
  await tx.record({ space: partnership, kind: 'concerned.added', subject: id, content, personal: { name } });
  return id;
}

export async function rate(
  tx: Tx,
  partnership: string,
  id: string,
  input: RatingInput,
  locale: Locale,
): Promise<void> {
  const { inside, group } = await loadConcerned(tx, partnership, id);
  if (group.removedAt) throw new Refusal('removed');
  const by = await tellerIn(tx, inside, input.partner);
  await insertRating(tx, partnership, { ...input, of: id, locale, by });
  await tx.record({
    space: partnership,
    kind: 'concerned.rated',
    subject: id,
    content: { ...by, affected: input.affected, influence: input.influence },
    personal: { name: group.name },
  });
}

/**
 * What a partner says to "Who is missing?". Each that is named, and is not on the map yet, is put there for the others to rate.
 * Returns how many came.
 */
export async function sayMissing(
  tx: Tx,
  partnership: string,
  input: MissingInput,
  locale: Locale,
): Promise<number> {
  await lockPeople(tx, partnership);
  const inside = await loadPartnership(tx, partnership);
  const by = await tellerIn(tx, inside, input.answers, 'answers');
  const { names, tooLong } = namesIn(input.names);
  if (tooLong.length > 0) throw new Refusal('names.long', 'names', { line: tooLong[0]! });
  if (names.length > mostNamed) throw new Refusal('names.many', 'names');
  if (names.length === 0 && !input.nobody) throw new Refusal('names.wanted', 'names');
  if (names.length > 0 && input.nobody) throw new Refusal('names.both', 'nobody');
  const there = await listConcerned(tx, partnership);
  const fresh = names.filter((name) => !there.some((one) => sameName(one.name) === sameName(name)));
  if (there.length + fresh.length > mostConcerned) throw new Refusal('full');
  for (const name of fresh) await put(tx, partnership, name, locale, by);
  await insertMissing(tx, partnership, by, names.length);
  await tx.record({
    space: partnership,
    kind: 'concerned.asked',
    subject: partnership,
    content: { ...by, named: names.length },
  });
  return fresh.length;
}

/** What we do about a group. `titleOf` says it as a to-do; what was decided before has its to-do taken away, unless it was done. */
export async function decide(
  tx: Tx,
  partnership: string,
  id: string,
  input: DecisionInput,
  place: {
    locale: Locale;
    today: string;
    titleOf: (does: Exclude<Doing, 'nothing'>, name: string) => string;
  },
): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, group, decisions } = await loadConcerned(tx, partnership, id);
  if (!mayDecide(inside)) throw new Forbidden('those who contribute');
  if (group.removedAt) throw new Refusal('removed');
  const [before] = decisions;
  if (before?.toDo && !before.doneAt) await markToDo(tx, partnership, before.toDo, 'removed', 'on');
  const toDo = input.does === 'nothing' ? null : await promise(tx, group, partnership, input, place);
  await insertDecision(tx, partnership, {
    of: id,
    does: input.does,
    why: input.reason,
    locale: place.locale,
    toDo,
  });
  await tx.record({
    space: partnership,
    kind: 'concerned.decided',
    subject: id,
    content: { does: input.does },
    personal: { name: group.name, ...(input.reason && { why: input.reason }) },
  });
}

async function promise(
  tx: Tx,
  group: Concerned,
  partnership: string,
  { does, owner, due }: DecisionInput,
  { today, titleOf }: Parameters<typeof decide>[4],
): Promise<string> {
  const text = titleOf(does as Exclude<Doing, 'nothing'>, group.name);
  const read = toDoForm(today).safeParse({ text, owner, due });
  if (!read.success) {
    const [first, ...others] = read.error.issues.map(
      (issue) => new Refusal(`to-do.${issue.message}`, String(issue.path[0])),
    );
    throw new Refusal(first!.key, first!.field, undefined, others);
  }
  try {
    return await addToDo(tx, partnership, read.data, today);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`to-do.${error.key}`, error.field) : error;
  }
}

/** Takes a group off the map, or puts it back. What stands like that already stays so. */
export async function takeOffOrBack(
  tx: Tx,
  partnership: string,
  id: string,
  way: 'removed' | 'returned',
): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, group } = await loadConcerned(tx, partnership, id);
  if (!mayDecide(inside)) throw new Forbidden('those who contribute');
  if (way === 'returned' && group.removedAt) needPlace(await listConcerned(tx, partnership), group.name);
  if (!(await markConcerned(tx, id, way))) return;
  await tx.record({
    space: partnership,
    kind: `concerned.${way}`,
    subject: id,
    personal: { name: group.name },
  });
}
