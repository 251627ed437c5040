import { z } from 'zod';
import type { Locale } from '../../platform/i18n/locale.ts';
import { readMoney } from '../../platform/i18n/money.ts';
import { isId } from '../../platform/id.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { hourStrikes, sharesOf } from '../told/rules.ts';

/** What a rule is about. Only of money there are steps by amount. */
export const kinds = ['money', 'policy', 'reputation', 'daily', 'other'] as const;
export type Kind = (typeof kinds)[number];

/** Who can decide, in the order of how far they reach. */
export const deciders = ['role', 'group', 'all'] as const;
export type Decider = (typeof deciders)[number];

/**
 * What always goes to all, whatever it costs: by The Partnering Toolbook few decide day by day, and all where much hangs
 * on it, and these three weigh much for who has not been asked. Their reasons are messages: `flag.text.why`.
 */
export const flags = ['text', 'year', 'name'] as const;
export type Flag = (typeof flags)[number];

export type Rule = {
  id: string;
  kind: Kind;
  area: string;
  /** In hundredths of the city's currency; null where there is no amount. */
  upTo: number | null;
  decider: Decider;
  /** Whether whoever decides by it is there: a role that somebody holds, a group that goes on and has people. */
  stands: boolean;
};

/** Areas are the same whatever their letters' size. */
export const areaKey = (area: string) => area.trim().toLowerCase();

const amountOf = ({ upTo }: Pick<Rule, 'upTo'>) => upTo ?? Number.POSITIVE_INFINITY;
const reachOf = ({ decider }: Pick<Rule, 'decider'>) => deciders.indexOf(decider);

/** The rules of an area, the smallest amount first. */
export function stepsOf<One extends Pick<Rule, 'area' | 'upTo'>>(rules: readonly One[], area: string): One[] {
  return rules
    .filter((rule) => areaKey(rule.area) === areaKey(area))
    .toSorted((a, b) => amountOf(a) - amountOf(b));
}

/** Of each area one rule, in the order in which they were written: for lists to choose from. */
export function areasOf<One extends Pick<Rule, 'area'>>(rules: readonly One[]): One[] {
  return rules.filter(
    (rule, n) => rules.findIndex((other) => areaKey(other.area) === areaKey(rule.area)) === n,
  );
}

/** Why a rule does not fit to those beside it; undefined if it does. */
export function complaintOf(
  rules: readonly Pick<Rule, 'kind' | 'area' | 'upTo' | 'decider'>[],
  wanted: Pick<Rule, 'kind' | 'area' | 'upTo' | 'decider'>,
): 'area.other-kind' | 'step.taken' | 'step.lower' | undefined {
  const beside = stepsOf(rules, wanted.area);
  if (beside.some(({ kind }) => kind !== wanted.kind)) return 'area.other-kind';
  if (beside.some(({ upTo }) => upTo === wanted.upTo)) return 'step.taken';
  // Who decides about more reaches no less far.
  const lower = beside.some((rule) =>
    amountOf(rule) < amountOf(wanted) ? reachOf(rule) > reachOf(wanted) : reachOf(rule) < reachOf(wanted),
  );
  return lower ? 'step.lower' : undefined;
}

export type Asked = { area: string; amount: number | null; flags: readonly Flag[] };
export type Answer<One extends Rule = Rule> = {
  decider: Decider;
  /** The rule by which it is so; undefined where none says so, and all decide. */
  rule: One | undefined;
  because: 'flags' | 'rule' | 'above' | 'vacant' | 'nothing';
};

/**
 * Who decides something: exactly one role, group, or all partners. `rules` are those that hold. A red flag makes it all
 * partners'; else the first step of the area that is not below the amount decides, and where nobody stands for it the
 * next one; what no step covers is decided by all.
 */
export function decide<One extends Rule>(rules: readonly One[], { area, amount, flags }: Asked): Answer<One> {
  if (flags.length > 0) return { decider: 'all', rule: undefined, because: 'flags' };
  const steps = stepsOf(rules, area);
  if (steps.length === 0) return { decider: 'all', rule: undefined, because: 'nothing' };
  // Of money without an amount nobody can say that it is below one.
  const counts = steps[0]!.kind === 'money' ? (amount ?? Number.POSITIVE_INFINITY) : 0;
  const covering = steps.filter((step) => amountOf(step) >= counts);
  const rule = covering.find(({ stands }) => stands);
  if (rule) return { decider: rule.decider, rule, because: 'rule' };
  return { decider: 'all', rule: undefined, because: covering.length > 0 ? 'vacant' : 'above' };
}

const line = (wanted: string, most: number) =>
  z.string({ error: wanted }).trim().min(1, wanted).max(most, 'text.long');

const amount = (locale: Locale) =>
  z
    .string()
    .trim()
    .max(60, 'amount.wanted')
    .default('')
    .transform((typed, context) => {
      const read = typed ? readMoney(typed, locale) : null;
      if (read !== undefined) return read;
      context.addIssue({ code: 'custom', message: 'amount.wanted' });
      return z.NEVER;
    });

/** Who decides, as one field says it: `all`, or `role:` or `group:` with an id. */
const who = z
  .string({ error: 'who.wanted' })
  .transform((typed) => typed.split(':'))
  .refine(([kind, id]) => (kind === 'all' ? id === undefined : isId(id ?? '')), 'who.wanted')
  .transform(([kind, id]) => ({ decider: deciders.find((one) => one === kind), id: id ?? null }))
  .refine(({ decider }) => decider !== undefined, 'who.wanted')
  .transform(({ decider, id }) => ({ decider: decider as Decider, id }));

export const ruleForm = (locale: Locale) =>
  z
    .object({
      kind: z.enum(kinds, 'kind.wanted'),
      area: line('area.wanted', 120),
      upTo: amount(locale),
      who,
    })
    .superRefine(({ kind, who, upTo }, context) => {
      if (kind === 'money' && who.decider !== 'all' && upTo === null)
        context.addIssue({ code: 'custom', path: ['upTo'], message: 'amount.wanted' });
      if (kind !== 'money' && upTo !== null)
        context.addIssue({ code: 'custom', path: ['upTo'], message: 'amount.only-money' });
    })
    // What all decide, they decide from any amount on.
    .transform((typed) => ({ ...typed, upTo: typed.who.decider === 'all' ? null : typed.upTo }));
export type RuleInput = z.output<ReturnType<typeof ruleForm>>;

export const askForm = z.object({ review: z.string().trim().max(40, 'text.long').default('') });

const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => flags.filter((one) => [chosen ?? []].flat().includes(one)));

/** What the router asks. Without an area it is something else than what the rules name. */
export const questionForm = (locale: Locale) =>
  z.object({
    area: z.string().max(60).default(''),
    amount: amount(locale),
    flags: ticked,
  });

/** What somebody decided in their role. */
export const decidedForm = (locale: Locale) =>
  z.object({
    rule: z.string({ error: 'rule.wanted' }).refine(isId, 'rule.wanted'),
    title: line('title.wanted', 200),
    text: line('text.wanted', 4_000),
    because: line('because.wanted', 4_000),
    amount: amount(locale),
    flags: ticked.refine((chosen) => chosen.length === 0, 'flags.all'),
  });
export type DecidedInput = z.output<ReturnType<typeof decidedForm>>;

/** Days after which rules are usually looked at again: half a year. */
export const usualReview = 182;
/** Days before its day that this comes up on desks. */
export const reviewAhead = 7;

/** Lines of what was decided in a week: one page. */
export const weekLines = 10;

/** How many lines of what was decided and of what is open a page of a week has. */
export function linesOf(decided: number, open: number): { decided: number; open: number } {
  const [first = 0, second = 0] = sharesOf([decided, open], weekLines);
  return { decided: first, open: second };
}

export type Week = { monday: string; from: Date; until: Date };

/** The week (Monday to Sunday, by the clocks of the city) before a Monday (YYYY-MM-DD). */
export function weekBefore(monday: string, timeZone: string): Week {
  const begins = (day: string) => new Date(endOfDay(addDays(day, -1), timeZone).getTime() + 1);
  return { monday, from: begins(addDays(monday, -7)), until: begins(monday) };
}

/** The Monday of the week in which a day is. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

/** The last Monday on which it has struck this hour, and the moment at which it did. */
export function lastMonday(now: Date, hour: number, timeZone: string): { monday: string; struck: Date } {
  const monday = mondayOf(dayOf(now, timeZone));
  const struck = hourStrikes(monday, hour, timeZone);
  if (struck <= now) return { monday, struck };
  const before = addDays(monday, -7);
  return { monday: before, struck: hourStrikes(before, hour, timeZone) };
}
