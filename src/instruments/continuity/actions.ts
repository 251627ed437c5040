import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { ownersIn } from '../to-dos/actions.ts';
import { mayWrite } from './access.ts';
import {
  type ElectionInput,
  type Held,
  type HolderInput,
  type RelationInput,
  sameWords,
  untilOf,
} from './rules.ts';
import {
  findRelation,
  type HolderFields,
  type HolderRow,
  insertElection,
  insertHolder,
  insertRelation,
  listElections,
  listHolders,
  listRelations,
  listRoleTitles,
  markRow,
  mostRelations,
  type Relation,
  updateHolder,
} from './store.ts';

/** All relations of a partnership, with who holds them and when elections are. */
export async function loadLedger(tx: Tx, partnership: string) {
  const inside = await loadPartnership(tx, partnership);
  const relations = await listRelations(tx, partnership);
  const rows = await listHolders(
    tx,
    relations.map(({ id }) => id),
  );
  const holders = rows.filter(({ removedAt }) => !removedAt);
  return { inside, relations, holders, elections: await listElections(tx, partnership) };
}
export type Ledger = Awaited<ReturnType<typeof loadLedger>>;

/** Who holds a relation, as the rules count: who has left does not. A role is known by its words and its department. */
export function heldIn(relation: { id: string }, holders: readonly HolderRow[]): Held {
  return {
    id: relation.id,
    holders: holders
      .filter((one) => one.relation === relation.id && !one.left && !one.removedAt)
      .map(({ person, personName, roleName, department }) => ({
        key: person ?? `${sameWords(roleName)} / ${sameWords(department)}`,
        name: personName ?? roleName,
        department,
      })),
  };
}

/** One relation, also one that was taken out. */
export async function loadRelation(tx: Tx, partnership: string, id: string) {
  const inside = await loadPartnership(tx, partnership);
  const relation = isId(id) ? await findRelation(tx, partnership, id) : undefined;
  if (!relation) throw new NotFound();
  return {
    inside,
    relation,
    holders: await listHolders(tx, [id]),
    elections: await listElections(tx, partnership),
    people: await ownersIn(tx, inside),
    roles: await listRoleTitles(tx, partnership),
  };
}
export type OneRelation = Awaited<ReturnType<typeof loadRelation>>;

export async function loadHolder(tx: Tx, ids: readonly [string, string, string]) {
  const at = await loadRelation(tx, ids[0], ids[1]);
  const holder = at.holders.find(({ id }) => id === ids[2]);
  if (!holder) throw new NotFound();
  writing(at.inside);
  return { ...at, holder };
}
export type OneHolder = Awaited<ReturnType<typeof loadHolder>>;

function writing(inside: Inside): void {
  if (!mayWrite(inside)) throw new Forbidden('those who contribute');
}

export const nameOf = ({ from, to }: Pick<Relation, 'from' | 'to'>) => `${from} – ${to}`;

export async function addRelation(
  tx: Tx,
  partnership: string,
  input: RelationInput,
  locale: Locale,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, relations } = await loadLedger(tx, partnership);
  writing(inside);
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt).map(({ id }) => id);
  if (!joined.includes(input.partner)) throw new Refusal('partner.wanted', 'partner');
  if (input.toPartner && !joined.includes(input.toPartner)) throw new Refusal('to.wanted', 'toPartner');
  needPlace(relations, { ...input, to: input.toName }, input.toPartner ? 'toPartner' : 'toName');
  const id = await insertRelation(tx, partnership, {
    partner_id: input.partner,
    to_partner: input.toPartner || null,
    to_name: input.toName,
    locale,
  });
  await record(tx, 'relation.added', (await findRelation(tx, partnership, id))!, partnership);
  return id;
}

/** Each relation stands here once, and there are not more than can be looked at together. */
function needPlace(
  relations: readonly Relation[],
  one: { partner: string; toPartner: string | null; to: string },
  field?: string,
): void {
  const same = relations.some(({ partner, toPartner, to }) =>
    one.toPartner
      ? [`${partner} ${toPartner}`, `${toPartner} ${partner}`].includes(`${one.partner} ${one.toPartner}`)
      : partner === one.partner && !toPartner && sameWords(to) === sameWords(one.to),
  );
  if (same) throw new Refusal('relation.there', field);
  if (relations.length >= mostRelations) throw new Refusal('full');
}

function record(tx: Tx, kind: string, relation: Relation, partnership: string): Promise<string> {
  const personal = { name: nameOf(relation) };
  return tx.record({ space: partnership, kind, subject: relation.id, personal });
}

/** What a form says of a holder, as far as it can be changed afterwards. */
function fieldsOf(at: OneRelation, input: HolderInput, today: string): HolderFields {
  const { alone, partners } = at.people;
  const known = [...alone, ...partners.flatMap(({ people }) => people)].map(({ id }) => id);
  if (input.successor && !known.includes(input.successor)) throw new Refusal('successor.wanted', 'successor');
  if (input.role && !at.roles.some(({ id }) => id === input.role)) throw new Refusal('role.wanted', 'role');
  return {
    department: input.department,
    ends: input.ends,
    until: untilOf(input, today),
    successor_id: input.successor || null,
    successor_name: input.successorName,
    role_id: input.role || null,
    written: input.written === 'yes',
  };
}

export async function addHolder(
  tx: Tx,
  partnership: string,
  relation: string,
  input: HolderInput,
  today: string,
): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadRelation(tx, partnership, relation);
  writing(at.inside);
  if (at.relation.removedAt) throw new Refusal('removed');
  if (!input.person === !input.roleName)
    throw new Refusal(input.person ? 'person.both' : 'person.wanted', input.person ? 'roleName' : 'person');
  const { alone, partners } = at.people;
  const known = [...alone, ...partners.flatMap(({ people }) => people)].map(({ id }) => id);
  if (input.person && !known.includes(input.person)) throw new Refusal('person.wanted', 'person');
  if (input.person && at.holders.some(({ person, removedAt }) => !removedAt && person === input.person))
    throw new Refusal('person.there', 'person');
  const own = partners.find(({ people }) => people.some(({ id }) => id === input.person))?.name;
  const department = input.department || own;
  if (!department) throw new Refusal('department.wanted', 'department');
  await insertHolder(tx, partnership, {
    ...fieldsOf(at, input, today),
    department,
    relation_id: relation,
    person_id: input.person || null,
    role_name: input.roleName,
  });
  await record(tx, 'relation.held', at.relation, partnership);
}

export async function changeHolder(
  tx: Tx,
  ids: readonly [string, string, string],
  input: HolderInput,
  today: string,
): Promise<void> {
  const at = await loadHolder(tx, ids);
  if (at.holder.removedAt) throw new Refusal('removed');
  await updateHolder(tx, ids[2], fieldsOf(at, input, today));
  await record(tx, 'relation.changed', at.relation, ids[0]);
}

type Way = 'removed' | 'returned';

/** Takes a relation out, or puts it back. What stands like that already stays so. */
export async function moveRelation(tx: Tx, partnership: string, id: string, way: Way): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadRelation(tx, partnership, id);
  writing(at.inside);
  if (way === 'returned' && at.relation.removedAt)
    needPlace(await listRelations(tx, partnership), at.relation);
  if (await markRow(tx, 'relation', id, way)) await record(tx, `relation.${way}`, at.relation, partnership);
}

export async function moveHolder(tx: Tx, ids: readonly [string, string, string], way: Way): Promise<void> {
  await lockPeople(tx, ids[0]);
  const at = await loadHolder(tx, ids);
  const { person } = at.holder;
  const twice = at.holders.some((one) => one.id !== ids[2] && !one.removedAt && one.person === person);
  if (way === 'returned' && person && twice) throw new Refusal('person.there');
  if (await markRow(tx, 'relation_holder', ids[2], way))
    await record(tx, way === 'removed' ? 'relation.let-go' : 'relation.held', at.relation, ids[0]);
}

export async function addElection(
  tx: Tx,
  partnership: string,
  input: ElectionInput,
  place: { locale: Locale; today: string },
): Promise<void> {
  writing(await loadPartnership(tx, partnership));
  const day = readDay(input.day, place.today)!;
  const id = await insertElection(tx, partnership, { day, what: input.what, locale: place.locale });
  await recordElection(tx, 'added', partnership, { id, day, what: input.what });
}

export async function moveElection(tx: Tx, partnership: string, id: string, way: Way): Promise<void> {
  const inside = await loadPartnership(tx, partnership);
  const election = (await listElections(tx, partnership)).find((one) => one.id === id);
  if (!election) throw new NotFound();
  writing(inside);
  if (await markRow(tx, 'election_day', id, way)) await recordElection(tx, way, partnership, election);
}

function recordElection(
  tx: Tx,
  what: Way | 'added',
  partnership: string,
  { id, day, what: election }: { id: string; day: string; what: string },
): Promise<string> {
  return tx.record({
    space: partnership,
    kind: `election-day.${what}`,
    subject: id,
    content: { day },
    personal: { what: election },
  });
}
