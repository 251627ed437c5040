import { listAnswers, type OpenAnswer } from '../../mechanisms/sealed-round/answers.ts';
import type { Question } from '../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { findActing } from '../partnerships/actions/hearing.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Partner } from '../partnerships/store.ts';
import { ask, type InRound, loadRound } from '../rounds/actions.ts';
import { weighsFor } from './access.ts';
import type { Weight } from './rules.ts';
import { type Beginning, mostCriteria, mostOptions, ownReady, type State, stateAt } from './rules.ts';
import {
  type Criterion,
  findByMark,
  findDifference,
  findMark,
  insertCriterion,
  insertDifference,
  insertOption,
  listCriteria,
  listOptions,
  listWays,
  listWeights,
  type Option,
  setRemoved,
  type Way,
} from './store.ts';

/** A difference, as all pages about it need it. */
export type Difference = {
  id: string;
  inside: Inside;
  /** The round in which each said alone what it is about. */
  at: InRound;
  /** The mark in another round that it came from. */
  mark: { label: string; round: string } | undefined;
  joined: readonly Partner[];
  options: readonly Option[];
  criteria: readonly Criterion[];
  weights: readonly Weight[];
  /** The last one first. */
  ways: readonly Way[];
  state: State;
  today: string;
};

export type Place = { locale: Locale; timeZone: string };

/** Opens a difference inside a partnership, or says that there is nothing here. */
export async function loadDifference(
  tx: Tx,
  partnership: string,
  id: string,
  timeZone: string,
): Promise<Difference> {
  const at = await loadRound(tx, partnership, id);
  const found = await findDifference(tx, partnership, id);
  if (!found) throw new NotFound();
  const ways = await listWays(tx, id);
  const today = dayOf(tx.now, timeZone);
  const { label, from } = found;
  return {
    id,
    inside: at.inside,
    at,
    mark: label && from ? { label, round: from } : undefined,
    joined: at.inside.partners.filter(({ joinedAt }) => joinedAt),
    options: await listOptions(tx, id),
    criteria: await listCriteria(tx, id),
    weights: await listWeights(tx, id),
    ways,
    state: stateAt(at.stage, ways[0], today),
    today,
  };
}

/** What each partner said alone; nothing before all is open. */
export async function listSaidAlone(tx: Tx, { id, at }: Difference): Promise<OpenAnswer[]> {
  return at.stage === 'open' ? listAnswers(tx, id) : [];
}

export const inUse = <One extends { removedAt: Date | null }>(all: readonly One[]): One[] =>
  all.filter(({ removedAt }) => !removedAt);

/** Where a new difference comes from: a mark, and the difference that is worked on about it already. */
export async function loadBeginning(tx: Tx, partnership: string, mark: string) {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const found = isId(mark) ? await findMark(tx, partnership, mark) : undefined;
  return { inside, mark: found, already: found && (await findByMark(tx, found.id))?.id };
}

/** Asks all partners what it is about; all who have joined or said who they are, as in every round. */
export async function beginDifference(
  tx: Tx,
  partnership: string,
  typed: Beginning,
  questions: readonly Question[],
  place: Place,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, mark, already } = await loadBeginning(tx, partnership, typed.mark);
  if (already) return already;
  const { title, about, opens, day, time } = typed;
  const who = inside.partners.filter(({ joinedAt }) => joinedAt).map(({ id }) => id);
  const asking = { title, about, questions, who, opens, day, time, ready: ownReady };
  const id = await ask(tx, partnership, asking, place);
  await insertDifference(tx, { space: partnership, difference: id }, mark?.id ?? null);
  await record(tx, { id, space: partnership, title }, 'begun', by(inside));
  return id;
}

/** Writes down what happened with a difference. */
export function record(
  tx: Tx,
  { id, space, title }: { id: string; space: string; title: string },
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Promise<string> {
  return tx.record({
    space,
    kind: `difference.${happened}`,
    subject: id,
    content,
    personal: { title, ...personal },
  });
}

export const subjectOf = ({ id, at }: Difference) => ({ id, space: at.round.space, title: at.round.title });

const by = ({ mine }: Inside) => (mine ? { partner: mine.id } : {});

/** Options and criteria are for whoever contributes, once all is open. */
function needTalk(difference: Difference): void {
  if (!difference.inside.contributes) throw new Forbidden('those who contribute');
  if (difference.at.stage !== 'open') throw new NotFound();
}

const most = { option: mostOptions, criterion: mostCriteria };

/** So few that all are kept in view: also with one more. */
function needRoom(
  what: 'option' | 'criterion',
  all: readonly { removedAt: Date | null }[],
  field?: string,
): void {
  if (inUse(all).length >= most[what]) throw new Refusal(`${what}.many`, field);
}

const actor = (tx: Tx, { mine }: Inside) => ({
  person: tx.scope.person?.id ?? null,
  partner: mine?.id ?? null,
});

export async function addOption(
  tx: Tx,
  difference: Difference,
  { option, needs }: { option: string; needs: string },
  locale: Locale,
): Promise<void> {
  needTalk(difference);
  await lockPeople(tx, difference.at.round.space);
  needRoom('option', await listOptions(tx, difference.id), 'option');
  const { inside } = difference;
  const at = { space: inside.partnership.id, difference: difference.id };
  const id = await insertOption(tx, at, { text: option, needs, locale }, actor(tx, inside));
  await record(tx, subjectOf(difference), 'option-added', { ...by(inside), option: id }, { text: option });
}

export async function addCriterion(
  tx: Tx,
  difference: Difference,
  { criterion }: { criterion: string },
  locale: Locale,
): Promise<void> {
  needTalk(difference);
  await lockPeople(tx, difference.at.round.space);
  needRoom('criterion', await listCriteria(tx, difference.id), 'criterion');
  const { inside } = difference;
  const at = { space: inside.partnership.id, difference: difference.id };
  const id = await insertCriterion(tx, at, { text: criterion, locale }, actor(tx, inside));
  const said = { ...by(inside), criterion: id };
  await record(tx, subjectOf(difference), 'criterion-added', said, { text: criterion });
}

/** Takes an option or a criterion away, or puts it back where there is room. What a way out names stays. */
export async function setTakenAway(
  tx: Tx,
  difference: Difference,
  what: 'option' | 'criterion',
  id: string,
  away: boolean,
): Promise<void> {
  await lockPeople(tx, difference.at.round.space);
  const all: readonly { id: string; named?: unknown; removedAt: Date | null }[] =
    what === 'option' ? await listOptions(tx, difference.id) : await listCriteria(tx, difference.id);
  const found = all.find((one) => one.id === id);
  if (!found) throw new NotFound();
  needTalk(difference);
  if (away && found.named) throw new Refusal('option.named');
  if (!away && found.removedAt) needRoom(what, all);
  if (!(await setRemoved(tx, `difference_${what}`, id, away))) return;
  await record(tx, subjectOf(difference), away ? 'taken-away' : 'put-back', { [what]: id });
}

/** The partner for which the reader weighs, as any of its people may. */
export function weighsOn(tx: Tx, difference: Difference, wanted: string) {
  return findActing(tx, difference, wanted, weighsFor(difference.inside));
}
