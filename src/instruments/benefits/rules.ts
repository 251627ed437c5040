import { z } from 'zod';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import { readDecimal, typedDecimal } from '../../platform/i18n/decimals.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { addDays } from '../../platform/working-days.ts';
import { readOwner } from '../to-dos/rules.ts';

/**
 * What partnerships are said to bring, in our words: costs, income, expertise and institutions follow the toolkit for
 * circular cities; strengths, democracy, reach and lasting the booklet about cities and initiatives (row 3).
 */
export const kinds = [
  'cost',
  'income',
  'expertise',
  'institutions',
  'strengths',
  'democracy',
  'reach',
  'lasting',
  'own',
] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (name: string): name is Kind => kinds.some((kind) => kind === name);

/** What came out of a check. Each of them is worth knowing. */
export const verdicts = ['held', 'partly', 'failed', 'unclear'] as const;
export type Verdict = (typeof verdicts)[number];
/** How something stands: not checked yet, or what its latest check says. */
export const states = ['open', ...verdicts] as const;
export type State = (typeof states)[number];
export const isState = (name: string): name is State => states.some((state) => state === name);

/** Days before its day that it comes up on the desk of who checks: measuring takes some. */
export const checkAhead = 7;
/** Days from now that a day may lie: what is further off was mistyped. */
const furthest = 3_660;

const line = (most: number) => z.string().trim().max(most, 'text.long').default('');

/** A number in a form: '' where none was typed, undefined where it is none. */
function numberIn(typed: string, locale: Locale): string | undefined {
  return typed === '' ? '' : readDecimal(typed, locale);
}

/** Why a day that lies ahead is not one, as a message key. `had` is a day that stands there already. */
function complaintAboutDay(typed: string, today: string, had?: string): string | undefined {
  const day = readDay(typed, today);
  if (!day) return isNoSuchDay(typed) ? 'day.none' : 'day.wanted';
  if (day <= today && day !== had) return 'day.past';
  return day > addDays(today, furthest) ? 'day.far' : undefined;
}

type Context = { locale: Locale; today: string };

/**
 * A form of what something should bring. Numbers are decimal strings. A start and a target are a number or words; a
 * number has its unit, and that of the start its day and its source. `had`: the day of the check as it stands already.
 */
export function benefitForm({ locale, today }: Context, had?: string) {
  return z
    .object({
      kind: z.enum(kinds).catch('own'),
      claim: line(280),
      who: line(280),
      indicator: line(500),
      unit: line(60),
      baseline: line(40),
      baselineOn: line(40),
      baselineSource: line(280),
      baselineWords: line(1000),
      target: line(40),
      targetWords: line(1000),
      checkOn: line(40),
      checker: line(60),
    })
    .transform((typed, context) => {
      const complain = (field: string, message: string | undefined) =>
        message && context.addIssue({ code: 'custom', message, path: [field] });
      for (const field of ['claim', 'who', 'indicator'] as const)
        if (typed[field] === '') complain(field, `${field}.wanted`);
      const baseline = numberIn(typed.baseline, locale);
      const target = numberIn(typed.target, locale);
      if ((baseline || target) && typed.unit === '') complain('unit', 'unit.wanted');
      if (baseline === undefined) complain('baseline', 'number.wrong');
      if (baseline === '' && typed.baselineWords === '') complain('baseline', 'baseline.wanted');
      const baselineOn = readDay(typed.baselineOn, today);
      if (baseline) {
        if (!baselineOn)
          complain('baselineOn', isNoSuchDay(typed.baselineOn) ? 'day.none' : 'baselineOn.wanted');
        else if (baselineOn > today) complain('baselineOn', 'baselineOn.future');
        if (typed.baselineSource === '') complain('baselineSource', 'baselineSource.wanted');
      }
      if (target === undefined) complain('target', 'number.wrong');
      if (target === '' && typed.targetWords === '') complain('target', 'target.wanted');
      complain('checkOn', complaintAboutDay(typed.checkOn, today, had));
      if (!readOwner(typed.checker)) complain('checker', 'checker.wanted');
      return {
        kind: typed.kind,
        claim: typed.claim,
        who: typed.who,
        indicator: typed.indicator,
        unit: typed.unit,
        baseline: baseline || null,
        baselineOn: (baseline && baselineOn) || null,
        baselineSource: baseline ? typed.baselineSource : '',
        baselineWords: typed.baselineWords,
        target: target || null,
        targetWords: typed.targetWords,
        checkOn: readDay(typed.checkOn, today) ?? '',
        checker: typed.checker,
      };
    });
}
export type BenefitInput = z.output<ReturnType<typeof benefitForm>>;

/** What something should bring, as it is kept. */
export type Said = Omit<BenefitInput, 'checker' | 'kind'> & {
  checkerPerson: string | null;
  checkerPartner: string | null;
};

/** The same as its form shows it: days and numbers as the reader's language types them. */
export function typedBenefit(said: Said, locale: Locale) {
  const number = (value: string | null) => (value === null ? '' : typedDecimal(value, locale));
  return {
    claim: said.claim,
    who: said.who,
    indicator: said.indicator,
    unit: said.unit,
    baseline: number(said.baseline),
    baselineOn: said.baselineOn ? typedDay(said.baselineOn) : '',
    baselineSource: said.baselineSource,
    baselineWords: said.baselineWords,
    target: number(said.target),
    targetWords: said.targetWords,
    checkOn: typedDay(said.checkOn),
    checker: said.checkerPerson ? `person:${said.checkerPerson}` : `partner:${said.checkerPartner}`,
  };
}

/**
 * A form of a check: what came out, what was measured (a number where there is a `unit`, or words), what shows it. Who
 * cannot say anything need not have measured.
 */
export function checkForm({ locale, today }: Context, unit: string) {
  return z
    .object({
      verdict: z.enum(verdicts).optional().catch(undefined),
      measured: line(40),
      measuredWords: line(1000),
      evidence: line(1000),
      learnt: line(2000),
      againOn: line(40),
      /** How many checks there were, and which version of the claim, when the form was shown. */
      seen: z.coerce.number().int().min(0).catch(0),
      version: z.coerce.number().int().min(0).catch(0),
    })
    .transform((typed, context) => {
      const complain = (field: string, message: string | undefined) =>
        message && context.addIssue({ code: 'custom', message, path: [field] });
      const measured = numberIn(typed.measured, locale);
      if (!typed.verdict) complain('verdict', 'verdict.wanted');
      if (measured === undefined) complain('measured', 'number.wrong');
      else if (measured && unit === '') complain('measured', 'measured.unitless');
      if (typed.verdict !== 'unclear') {
        if (measured === '' && typed.measuredWords === '')
          complain(unit ? 'measured' : 'measuredWords', 'measured.wanted');
        if (typed.evidence === '') complain('evidence', 'evidence.wanted');
      }
      if (typed.againOn) complain('againOn', complaintAboutDay(typed.againOn, today));
      return {
        verdict: typed.verdict ?? 'unclear',
        measured: measured || null,
        measuredWords: typed.measuredWords,
        evidence: typed.evidence,
        learnt: typed.learnt,
        againOn: typed.againOn ? (readDay(typed.againOn, today) ?? null) : null,
        seen: typed.seen,
        version: typed.version,
      };
    });
}
export type CheckInput = z.output<ReturnType<typeof checkForm>>;
