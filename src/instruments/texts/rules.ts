import { z } from 'zod';
import { elementIds } from '../../guide/elements.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';

/** What a shared vision tells, after both sources' question of what belongs into it. */
export const visionParts = ['situation', 'activity', 'people', 'effects', 'change'] as const;

/** What a new text begins from. */
export const beginnings = ['vision', 'empty', 'round'] as const;

const longest = {
  title: 120,
  heading: 120,
  text: 12_000,
  comment: 2_000,
  reason: 1_000,
  event: 200,
  sign: 400,
};
const mostSections = 30;

const line = (most: number) => z.string().trim().max(most, 'text.long').default('');

/** Lines that end in space would count as changed. */
const body = z
  .string()
  .default('')
  .transform((text) => text.replace(/[^\S\n]+$/gm, '').trim())
  .pipe(z.string().max(longest.text, 'text.long'));

const title = z.string('title.wanted').trim().min(1, 'title.wanted').max(longest.title, 'text.long');
const heading = z.string('heading.wanted').trim().min(1, 'heading.wanted').max(longest.heading, 'text.long');
/** What the database can hold of a number; a form made by hand may name any. */
const mostVersions = 2 ** 31 - 1;
const number = z.coerce.number().int().min(0).max(mostVersions).catch(0);

export const beginForm = z.object({
  title,
  from: z.enum(beginnings, 'from.wanted'),
  element: z.enum(elementIds).nullable().catch(null),
  round: z.string().default(''),
  headings: z
    .string()
    .default('')
    .transform((text) => text.split('\n').flatMap((one) => one.trim() || []))
    .pipe(z.array(z.string().max(longest.heading, 'headings.long')).max(mostSections, 'headings.many')),
});

export const sectionForm = z.object({ heading, text: body });

export const writeForm = z.object({
  heading,
  text: body,
  base: number,
  /** The version that the writer began from, if others wrote meanwhile. */
  began: number,
});

export const commentForm = z.object({
  text: z.string('comment.wanted').trim().min(1, 'comment.wanted').max(longest.comment, 'text.long'),
  version: number,
  /** Where the words begin that it is about, and how many letters they are; empty: about the whole. */
  place: z
    .union([z.literal(''), z.string().regex(/^\d{1,6}:\d{1,6}$/, 'place.gone')], 'place.gone')
    .default(''),
  answers: line(40),
});

export const takeBackForm = z.object({ taken: z.enum(['yes', 'no']).catch('yes') });
export const settleForm = z.object({ settled: z.enum(['yes', 'no']).catch('yes') });

export const frameForm = z.object({
  title,
  day: line(40),
  reason: line(longest.reason),
  kept: z.literal('yes').optional().catch(undefined),
});

/** Something that a text is looked at again for, and by what it would be seen. */
export const occasionForm = z.object({
  event: z.string('event.wanted').trim().min(1, 'event.wanted').max(longest.event, 'text.long'),
  sign: line(longest.sign),
});

/** What of a text is put to all: these sections, or that all of it still holds. */
export const putForm = z.object({
  sections: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
  keeps: z.literal('yes').optional().catch(undefined),
});

/** What the house is to notice itself: a partner that joined, one that left. */
export const noticedForm = z.object({
  joined: z.literal('yes').optional().catch(undefined),
  left: z.literal('yes').optional().catch(undefined),
});

export const happenedForm = z.object({
  what: z.string('what.wanted').trim().min(1, 'what.wanted').max(longest.reason, 'text.long'),
});

/** The letters that a place names. */
export function placeOf(written: string): { place: number; length: number } {
  const [place = 0, length = 0] = written === '' ? [] : written.split(':').map(Number);
  return { place, length };
}

/** How and when somebody was told what they write down for a partner that does not sign in. */
const told = { how: z.enum(recordedHow).optional().catch(undefined), on: line(40) };

/** An answer to each of these blocks; a block without one is left for later. */
export function answersForm(blocks: readonly string[]) {
  const answers = Object.fromEntries(
    blocks.flatMap((id) => [
      [`answer-${id}`, z.enum(['', 'yes', 'not-yet']).catch('')],
      [`reason-${id}`, line(longest.reason)],
      [`version-${id}`, number],
    ]),
  );
  return z.object(answers).and(z.object(told));
}

/** A stretch of a text, and which of the numbered places cover it. */
export type Stretch = { text: string; covers: number[]; ends: number[] };

/** A text cut where places begin and end, so that each can be shown where it is. Places may overlap. */
export function stretchesOf(
  text: string,
  places: readonly { number: number; place: number; length: number }[],
): Stretch[] {
  const cuts = new Set([0, text.length, ...places.flatMap(({ place, length }) => [place, place + length])]);
  const sorted = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return sorted.slice(1).map((end, n) => {
    const start = sorted[n]!;
    const over = places.filter(({ place, length }) => place <= start && place + length >= end);
    return {
      text: text.slice(start, end),
      covers: over.map((one) => one.number),
      ends: over.filter(({ place, length }) => place + length === end).map((one) => one.number),
    };
  });
}
