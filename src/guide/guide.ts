import { z } from 'zod';
import type { Locale } from '../platform/i18n/locale.ts';
import { elements, phases } from './elements.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import nb from './texts/nb.json' with { type: 'json' };
import nl from './texts/nl.json' with { type: 'json' };

/** Which state of the texts this is. It grows with each change of what a question asks, not of how it is put. */
export const methodVersion = '1.0';

/** Longest texts, in characters: what can be taken in at a glance, and what is read. */
const glance = z.string().trim().min(3).max(160);
const passage = z.string().trim().min(3).max(400);

const elementText = (codes: readonly string[]) =>
  z.strictObject({
    name: z.string().trim().min(3).max(60),
    /** What it is about, in one line. */
    about: glance,
    /** Why it matters. */
    why: passage,
    /** What to do, step by step. */
    do: z.array(passage).min(2).max(5),
    /** Who should be there. */
    who: glance,
    /** How long it takes. */
    time: glance,
    questions: z.strictObject(Object.fromEntries(codes.map((code) => [code, passage]))),
  });

const phaseText = z.strictObject({ name: z.string().trim().min(3).max(40), about: glance });

/** An object with one text for each of the keys, and no other. */
function each<Key extends string, Text extends z.ZodType>(entries: readonly (readonly [Key, Text])[]) {
  return z.strictObject(Object.fromEntries(entries) as Record<Key, Text>);
}

const guideText = z.strictObject({
  phases: each(phases.map((phase) => [phase, phaseText] as const)),
  elements: each(elements.map(({ id, codes }) => [id, elementText(codes)] as const)),
});

/** The guide in one language: every phase, every element, every question by its code. */
export type Guide = z.output<typeof guideText>;

const texts: Record<Locale, unknown> = { en, de, nb, nl };
const read = new Map<Locale, Guide>();

/** The guide in a language. Throws a `ZodError` naming the place if a text of it is missing, or one too many. */
export function guideIn(locale: Locale): Guide {
  const known = read.get(locale);
  if (known) return known;
  const guide = guideText.parse(texts[locale]);
  read.set(locale, guide);
  return guide;
}
