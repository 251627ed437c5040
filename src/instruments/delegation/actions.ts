import { putToAll } from '../../mechanisms/adoption/actions.ts';
import { findLimitsAsked, findTerms } from '../../mechanisms/adoption/store.ts';
import { isGoing } from '../../mechanisms/decision/stages.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { Adoptable } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { listNames } from '../groups/store.ts';
import { loadHearing } from '../partnerships/actions/hearing.ts';
import { listTitles } from '../roles/store.ts';
import { words } from './messages/index.ts';
import { complaintOf, type DecidedInput, decide, type RuleInput } from './rules.ts';
import {
  deleteRule,
  findHolding,
  findRule,
  findWritten,
  insertDecided,
  insertRule,
  insertSet,
  type LimitRule,
  listRules,
  setReview,
} from './store.ts';
import { areaWords, whoDecides } from './wording.ts';

export type Place = { locale: Locale; timeZone: string; currency: string };

/** The rules that hold, those being written, and what was put to all last. */
export async function loadLimits(tx: Tx, partnership: string) {
  const at = await loadHearing(tx, partnership);
  const holding = await findHolding(tx, partnership);
  const written = await findWritten(tx, partnership);
  const asked = await findLimitsAsked(tx, partnership);
  const going = asked !== undefined && !asked.withdrawnAt && !asked.adoptedAt && isGoing(asked, tx.now);
  return {
    ...at,
    holding: holding && { ...holding, rules: await listRules(tx, holding.id) },
    written: written && { ...written, rules: await listRules(tx, written.id) },
    asked: asked && { ...asked, rules: await listRules(tx, asked.limits!) },
    /** All partners are asked about them now: nothing else is written meanwhile. */
    going,
    /** Writes them. */
    steers: at.inside.facilitates && !going,
  };
}
export type Limits = Awaited<ReturnType<typeof loadLimits>>;

/** The same for who writes them. Throws Forbidden, and a Refusal `asked.going` while all are asked. */
async function loadToWrite(tx: Tx, partnership: string): Promise<Limits> {
  const at = await loadLimits(tx, partnership);
  if (!at.inside.facilitates) throw new Forbidden('those who facilitate');
  if (at.going) throw new Refusal('asked.going');
  return at;
}

/** Who can be named in a rule, for the form of one. */
export async function loadNewRule(tx: Tx, partnership: string) {
  const at = await loadLimits(tx, partnership);
  if (!at.inside.facilitates) throw new Forbidden('those who facilitate');
  return {
    at,
    roles: await listTitles(tx, partnership),
    groups: await listNames(tx, partnership),
  };
}

/** The set that is written: the one that is there, or a new one that begins with what was put to all last. */
async function openSet(tx: Tx, { inside, written, asked }: Limits, locale: Locale) {
  if (written) return written;
  const space = inside.partnership.id;
  const id = await insertSet(tx, space, locale);
  const roles = new Set((await listTitles(tx, space)).map((one) => one.id));
  const groups = new Set((await listNames(tx, space)).map((one) => one.id));
  // What names somebody who is not there any more is written anew.
  const kept = (asked?.rules ?? []).filter(
    ({ decider, role, group }) =>
      decider === 'all' || (role !== null && roles.has(role)) || (group !== null && groups.has(group)),
  );
  for (const rule of kept) await insertRule(tx, { id, space }, rule);
  return { id, rules: await listRules(tx, id) };
}

function record(tx: Tx, kind: string, { id, space }: { id: string; space: string }, title: string) {
  return tx.record({ space, kind: `delegation.${kind}`, subject: id, personal: { title } });
}

/** Begins to change the rules: what holds goes on until others are adopted. */
export async function beginChange(tx: Tx, partnership: string, locale: Locale): Promise<void> {
  await lockPeople(tx, partnership);
  const at = await loadToWrite(tx, partnership);
  if (at.written) return;
  const { id } = await openSet(tx, at, locale);
  await tx.record({ space: partnership, kind: 'delegation.begun', subject: id });
}

/** Adds a rule. Throws a Refusal where it does not fit to those beside it. */
export async function addRule(tx: Tx, partnership: string, input: RuleInput, locale: Locale): Promise<void> {
  await lockPeople(tx, partnership);
  const set = await openSet(tx, await loadToWrite(tx, partnership), locale);
  const { kind, area, upTo, who } = input;
  const { decider, id } = who;
  const named =
    decider === 'all' ||
    (decider === 'role' ? await listTitles(tx, partnership) : await listNames(tx, partnership)).some(
      (one) => one.id === id,
    );
  if (!named) throw new Refusal('who.wanted', 'who');
  const complaint = complaintOf(set.rules, { kind, area, upTo, decider });
  if (complaint === 'area.other-kind') throw new Refusal(complaint, 'kind');
  if (complaint === 'step.taken') throw new Refusal(complaint, upTo === null ? 'area' : 'upTo');
  if (complaint) throw new Refusal(complaint, 'who');
  const rule = { kind, area, upTo, decider };
  await insertRule(
    tx,
    { id: set.id, space: partnership },
    { ...rule, role: decider === 'role' ? id : null, group: decider === 'group' ? id : null },
  );
  await record(tx, 'rule-added', { id: set.id, space: partnership }, area);
}

/** Takes a rule out of those that are written. */
export async function removeRule(tx: Tx, partnership: string, id: string): Promise<void> {
  await lockPeople(tx, partnership);
  await loadHearing(tx, partnership);
  if (!isId(id) || !(await findRule(tx, partnership, id))) throw new NotFound();
  const { written } = await loadToWrite(tx, partnership);
  const rule = written?.rules.find((one) => one.id === id);
  // One that holds is taken out of those that are written in its place.
  if (!written || !rule) throw new Refusal('rule.holds');
  await deleteRule(tx, id);
  await record(tx, 'rule-removed', { id: written.id, space: partnership }, rule.area);
}

/** Puts the rules that are written to all partners, in the way in which they agree. Returns the decision. */
export async function putRules(tx: Tx, partnership: string, typed: string, place: Place): Promise<string> {
  await lockPeople(tx, partnership);
  const { written, joined } = await loadToWrite(tx, partnership);
  if (!written || written.rules.length === 0) throw new Refusal('put.none');
  const today = dayOf(tx.now, place.timeZone);
  const day = readDay(typed, today);
  if (!day) throw new Refusal(isNoSuchDay(typed) ? 'review.none' : 'review.wanted', 'review');
  if (day <= today) throw new Refusal('review.past', 'review');
  await setReview(tx, written.id, day);
  const { locale } = written;
  const t = words(locale);
  return putToAll(
    tx,
    {
      ...{ space: partnership, locale, title: t('ask') },
      text: [t('ask.text'), linesOfRules(written.rules, { ...place, locale }), t('ask.else')].join('\n\n'),
      subjects: [{ kind: 'limits', limits: written.id }],
    },
    await findTerms(tx, partnership, null),
    { partners: joined.length, timeZone: place.timeZone },
  );
}

function linesOfRules(rules: readonly LimitRule[], place: Pick<Place, 'locale' | 'currency'>): string {
  return rules.map((rule) => `${areaWords(rule, place)}: ${whoDecides(place.locale, rule)}`).join('\n');
}

/** What a role's holder decides, by one rule that holds. */
export async function loadToDecide(tx: Tx, partnership: string, id: string) {
  const at = await loadLimits(tx, partnership);
  const rule = isId(id) ? at.holding?.rules.find((one) => one.id === id) : undefined;
  if (!rule) throw new NotFound();
  if (
    !at.inside.contributes ||
    rule.decider !== 'role' ||
    !rule.stands ||
    rule.holder !== tx.scope.person?.id
  )
    throw new Forbidden('who decides here');
  return { ...at, rule };
}

/** Writes down what somebody decided. Throws a Refusal where somebody else decides that. */
export async function writeDecided(
  tx: Tx,
  partnership: string,
  { rule: id, flags, ...said }: DecidedInput,
  locale: Locale,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { holding, rule } = await loadToDecide(tx, partnership, id);
  const { kind, area } = rule;
  if (kind === 'money' && said.amount === null) throw new Refusal('amount.wanted', 'amount');
  if (kind !== 'money' && said.amount !== null) throw new Refusal('amount.only-money', 'amount');
  const answer = decide(holding!.rules, { area, amount: said.amount, flags });
  if (answer.rule?.id !== rule.id) throw new Refusal('amount.other', 'amount');
  const decided = await insertDecided(tx, partnership, { ...said, rule: rule.id, locale });
  await tx.record({
    ...{ space: partnership, kind: 'delegation.decided', subject: decided },
    personal: { title: said.title, role: rule.roleTitle },
  });
  return decided;
}

/** Rules hold from the moment at which they are adopted, whatever was said in between. */
export const limits: Adoptable = {
  path: () => 'delegation',
  adopt: async (_house, tx, { space, limits: id }) => {
    if (!id) return false;
    await tx.record({ space, kind: 'delegation.adopted', subject: id });
    return true;
  },
};
