import { type Block, loadStanding } from '../../mechanisms/living-document/standing.ts';
import { findDocument, listDocumentsOfSteps } from '../../mechanisms/living-document/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Partner } from '../partnerships/store.ts';
import { mayTalk, ratesFor } from './access.ts';
import { countSaid, type GoalsInput, goalFrom, hasFallen, type Mark, mostGoals } from './rules.ts';
import {
  type Goal,
  insertGoal,
  insertOwnGoal,
  insertRating,
  insertSummary,
  insertTalk,
  insertTensions,
  listGoals,
  listMarks,
  listOwnGoals,
  listSummaries,
  listTensions,
  type OwnGoal,
  type Summary,
  setRemoved,
  type Tension,
} from './store.ts';

/** A section of the agreed vision that can be taken as a goal. */
export type VisionPart = { id: string; text: string; locale: Locale };

export type Fit = {
  inside: Inside;
  goals: readonly Goal[];
  /** Sections of the agreed vision that are no goal yet. */
  parts: readonly VisionPart[];
  /** All ratings, the newest first. */
  summaries: readonly Summary[];
  /** Of the rating of each partner that counts. */
  tensions: readonly Tension[];
};

export const inUse = <One extends { removedAt: Date | null }>(all: readonly One[]): One[] =>
  all.filter(({ removedAt }) => !removedAt);

/** The newest rating of each partner that is in. */
export function latestOf(summaries: readonly Summary[], partners: readonly Partner[]): Summary[] {
  return partners.flatMap(({ id }) => summaries.find(({ partner }) => partner === id) ?? []);
}

export async function loadFit(tx: Tx, partnership: string): Promise<Fit> {
  const inside = await loadPartnership(tx, partnership);
  const goals = await listGoals(tx, partnership);
  const summaries = await listSummaries(tx, partnership);
  const latest = latestOf(summaries, inside.partners).map(({ id }) => id);
  return {
    inside,
    goals,
    parts: inside.contributes ? await listParts(tx, partnership, goals) : [],
    summaries,
    tensions: await listTensions(tx, latest),
  };
}

/** What holds of the vision, section by section, as goals; without those that are goals already. */
async function listParts(tx: Tx, partnership: string, goals: readonly Goal[]): Promise<VisionPart[]> {
  const texts = await listDocumentsOfSteps(tx, partnership);
  const [vision] = texts
    .filter(({ element, agreedAt }) => element === 'vision' && agreedAt)
    .toSorted((a, b) => b.agreedAt!.getTime() - a.agreedAt!.getTime());
  const document = vision && (await findDocument(tx, partnership, vision.id));
  if (!document) return [];
  const { locale } = document;
  const taken = new Set(inUse(goals).map(({ block }) => block));
  const holds = ({ id, agreed }: Block) => agreed && agreed.text !== '' && !taken.has(id);
  return (await loadStanding(tx, document)).blocks
    .filter(holds)
    .map(({ id, agreed }) => ({ id, locale, text: goalFrom(agreed!.heading, agreed!.text, locale) }));
}

/** Goals of the partnership: sections of the vision, and one in somebody's own words. */
export async function addGoals(
  tx: Tx,
  partnership: string,
  typed: GoalsInput,
  locale: Locale,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, goals, parts } = await loadFit(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const chosen = parts.filter(({ id }) => typed.sections.includes(id));
  const all = [
    ...chosen.map((part) => ({ text: part.text, block: part.id, locale: part.locale })),
    ...(typed.goal ? [{ text: typed.goal, block: null, locale }] : []),
  ];
  needRoom(goals, all.length, 'goal');
  for (const goal of all) {
    const id = await insertGoal(tx, partnership, goal);
    await record(tx, inside, 'goal-added', { goal: id }, { text: goal.text });
  }
}

/** So few that all are rated: also with `more` of them. */
function needRoom(goals: readonly { removedAt: Date | null }[], more: number, field?: string): void {
  if (inUse(goals).length + more > mostGoals) throw new Refusal('goal.many', field, { most: mostGoals });
}

/** Takes a goal away, or puts it back where there is room and its section is no goal again. What is so already stays so. */
export async function setGoalRemoved(
  tx: Tx,
  partnership: string,
  id: string,
  removed: boolean,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, goals } = await loadFit(tx, partnership);
  const found = goals.find((goal) => goal.id === id);
  if (!found) throw new NotFound();
  if (!inside.contributes) throw new Forbidden('those who contribute');
  if (!removed && found.removedAt) {
    if (found.block && inUse(goals).some(({ block }) => block === found.block))
      throw new Refusal('goal.there');
    needRoom(goals, 1);
  }
  if (!(await setRemoved(tx, 'fit_goal', id, removed))) return;
  await record(tx, inside, removed ? 'goal-removed' : 'goal-returned', { goal: id });
}

function record(
  tx: Tx,
  { partnership, mine }: Inside,
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Promise<string> {
  return tx.record({
    space: partnership.id,
    kind: `fit.${happened}`,
    subject: partnership.id,
    content: { ...(mine && { partner: mine.id }), ...content },
    personal,
  });
}

/** What a partner keeps to itself: its own goals, and what it said of each last. */
export type Own = {
  inside: Inside;
  partner: Partner;
  owns: readonly OwnGoal[];
  goals: readonly Goal[];
  /** Of the last rating. */
  marks: readonly Mark[];
  /** Its ratings, the newest first. */
  summaries: readonly Summary[];
};

/** For the people of a partner alone: nobody else learns that there is anything. */
export async function loadOwn(tx: Tx, partnership: string): Promise<Own> {
  const inside = await loadPartnership(tx, partnership);
  const id = ratesFor(inside);
  if (!id || !inside.mine) throw new NotFound();
  const summaries = await listSummaries(tx, partnership, id);
  const [latest] = summaries;
  return {
    inside,
    partner: inside.mine,
    owns: await listOwnGoals(tx, id),
    goals: await listGoals(tx, partnership),
    marks: latest ? await listMarks(tx, id, latest.rating) : [],
    summaries,
  };
}

/** What happens to own goals is written into the partner's own record, without the words. */
function recordOwn(tx: Tx, { partner }: Own, happened: string, content: Record<string, unknown>) {
  return tx.record({ space: partner.id, kind: `fit.own-${happened}`, subject: partner.id, content });
}

export async function addOwnGoal(tx: Tx, own: Own, text: string, locale: Locale): Promise<void> {
  await lockPeople(tx, own.inside.partnership.id);
  needRoom(await listOwnGoals(tx, own.partner.id), 1, 'goal');
  const goal = await insertOwnGoal(tx, own.partner.id, { text, locale });
  await recordOwn(tx, own, 'goal-added', { goal });
}

export async function setOwnRemoved(tx: Tx, own: Own, id: string, removed: boolean): Promise<void> {
  await lockPeople(tx, own.inside.partnership.id);
  const owns = await listOwnGoals(tx, own.partner.id);
  const found = owns.find((goal) => goal.id === id);
  if (!found) throw new NotFound();
  if (!removed && found.removedAt) needRoom(owns, 1);
  if (await setRemoved(tx, 'fit_own_goal', id, removed))
    await recordOwn(tx, own, removed ? 'goal-removed' : 'goal-returned', { goal: id });
}

/** Rates all anew. Others see how many of each there are, and the tensions that are shared. */
export async function rate(
  tx: Tx,
  own: Own,
  marks: readonly Mark[],
  locale: Locale,
): Promise<{ fell: boolean }> {
  const { inside, partner } = own;
  const space = inside.partnership.id;
  await lockPeople(tx, space);
  if (marks.length === 0) throw new Refusal('rating.nothing');
  // Of two who rate at once the second sees what the first one's rating has become.
  const before = (await listSummaries(tx, space, partner.id))
    .toReversed()
    .map(({ talkedAt, ...counts }) => ({ ...counts, talked: talkedAt !== null }));
  const counts = countSaid(marks);
  const fell = hasFallen(before, counts);
  const rating = await insertRating(tx, partner.id, marks, locale);
  const id = await insertSummary(tx, space, { ...counts, partner: partner.id, rating, fell });
  const shared = marks.filter((mark) => mark.shared);
  await insertTensions(tx, space, { id, partner: partner.id, locale }, shared);
  await record(tx, inside, 'rated', { ...counts, shared: shared.length, first: before.length === 0 });
  if (fell) await record(tx, inside, 'fell', { summary: id });
  return { fell };
}

/** The rating with which the fit of a partner fell, as long as it counts and was not talked about. */
export function fallOf({ summaries, inside }: Pick<Fit, 'summaries' | 'inside'>): Summary[] {
  return latestOf(summaries, inside.partners).filter(({ fell, talkedAt }) => fell && !talkedAt);
}

/** That it was talked about, and what came of it. */
export async function talk(
  tx: Tx,
  partnership: string,
  id: string,
  said: { text: string; locale: Locale },
): Promise<void> {
  await lockPeople(tx, partnership);
  const fit = await loadFit(tx, partnership);
  const summary = fit.summaries.find((one) => one.id === id);
  if (!summary?.fell) throw new NotFound();
  if (!mayTalk(tx.scope, fit.inside, summary.partner))
    throw new Forbidden('the partner, and who facilitates');
  if (!fallOf(fit).some((one) => one.id === id)) throw new Refusal('talk.over');
  if (!(await insertTalk(tx, partnership, { summary: id, ...said }))) throw new Refusal('talk.over');
  await tx.record({
    space: partnership,
    kind: 'fit.talked',
    subject: partnership,
    content: { of: summary.partner, summary: id },
    personal: { text: said.text },
  });
}
