import { z } from 'zod';
import { type Changes, changesTo, shares } from '../../mechanisms/decision/adapting.ts';
import {
  type ChooserQuestion,
  chooserAnswers,
  type Process,
  type Share,
} from '../../mechanisms/decision/process.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { localisedShape, readLocalised, typedLocalised } from '../../platform/i18n/localised.ts';

export const questions = Object.keys(chooserAnswers) as ChooserQuestion[];

/** A share as an address or a form names it. */
export const shareKey = ({ of, in: all }: Share) => `${of}/${all}`;

const whole = (from: number, to: number, wanted: string) =>
  z
    .string({ error: wanted })
    .trim()
    .regex(/^\d{1,3}$/, wanted)
    .transform(Number)
    .refine((n) => n >= from && n <= to, wanted);

const some = <Value extends string>(among: readonly Value[], wanted?: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((chosen) => among.filter((one) => [chosen].flat().includes(one)))
    .refine((chosen) => !wanted || chosen.length > 0, wanted ?? '');

/** A field that the form has not. */
const nothing = z
  .unknown()
  .optional()
  .transform(() => undefined);

/** What a city changes of a process. Which fields there are depends on how that one decides. */
export function wayForm({ ballot, settled }: Process, locales: readonly Locale[]) {
  return z
    .object({
      ...localisedShape('name', locales, 60, 'name.long'),
      ...localisedShape('fits', locales, 400, 'words.long'),
      ...localisedShape('not', locales, 400, 'words.long'),
      days: whole(1, 90, 'days.wanted'),
      results: z.enum(['voted', 'closed', 'open'], 'results.wanted'),
      share:
        settled.by === 'share'
          ? z
              .enum(shares.map(shareKey), 'share.wanted')
              .transform((key) => shares.find((one) => shareKey(one) === key))
          : nothing,
      to: ballot.kind === 'score' ? whole(1, 10, 'to.wanted') : nothing,
      dots: ballot.kind === 'dots' ? whole(2, 20, 'dots.wanted') : nothing,
      stances: some(ballot.kind === 'stance' ? ballot.stances.map(({ key }) => key) : []),
      aim: some(chooserAnswers.aim, 'answers.wanted'),
      stakes: some(chooserAnswers.stakes, 'answers.wanted'),
      carried: some(chooserAnswers.carried, 'answers.wanted'),
      time: some(chooserAnswers.time, 'answers.wanted'),
    })
    .superRefine((input, context) => {
      // Whoever reads the city in any of its languages has to tell two ways from each other.
      for (const locale of locales)
        if (!input[`name_${locale}` as 'name_en'])
          context.addIssue({ code: 'custom', path: [`name_${locale}`], message: 'name.wanted' });
    });
}
export type WayInput = z.output<ReturnType<typeof wayForm>>;

/** What was typed, as it is kept. */
export function readWay(base: Process, input: WayInput, locales: readonly Locale[]) {
  const { days, results, share, to, dots, stances, aim, stakes, carried, time } = input;
  const { ballot } = base;
  const without =
    ballot.kind === 'stance'
      ? ballot.stances.map(({ key }) => key).filter((key) => !stances.includes(key))
      : [];
  return {
    name: readLocalised(input, 'name', locales),
    fits: readLocalised(input, 'fits', locales),
    not: readLocalised(input, 'not', locales),
    changes: changesTo(base, {
      ...{ days, results, without, fits: { aim, stakes, carried, time } },
      ...(share && { share }),
      ...(to && { to }),
      ...(dots && { dots }),
    }),
  };
}

/** A copy as its form shows it: what was left alone, as the house has it. */
export function typedWay(
  base: Process,
  way: Partial<Record<'name' | 'fits' | 'not', Partial<Record<Locale, string>>>> & { changes: Changes },
  locales: readonly Locale[],
) {
  const { ballot, settled } = base;
  const { changes } = way;
  const fits = changes.fits ?? base.fits;
  return {
    ...typedLocalised(way.name, 'name', locales),
    ...typedLocalised(way.fits, 'fits', locales),
    ...typedLocalised(way.not, 'not', locales),
    days: String(changes.days ?? base.days),
    results: changes.results ?? base.results,
    ...(settled.by === 'share' && { share: shareKey(changes.share ?? settled.share) }),
    ...(ballot.kind === 'score' && { to: String(changes.to ?? ballot.to) }),
    ...(ballot.kind === 'dots' && { dots: String(changes.dots ?? ballot.dots) }),
    ...(ballot.kind === 'stance' && {
      stances: ballot.stances.map(({ key }) => key).filter((key) => !changes.without?.includes(key)),
    }),
    ...fits,
  };
}
