import { z } from 'zod';
import { type Locale, type Localised, textIn } from './locale.ts';

/** The fields of a text that is written in each of the city's languages: `name_en`, `name_de`. */
export function localisedShape<Name extends string>(
  name: Name,
  locales: readonly Locale[],
  most: number,
  tooLong: string,
) {
  return Object.fromEntries(
    locales.map((locale) => [`${name}_${locale}`, z.string().trim().max(most, tooLong).default('')]),
  ) as Record<`${Name}_${Locale}`, z.ZodDefault<z.ZodString>>;
}

/** The text that was typed in those fields; a language that was left empty is left out. */
export function readLocalised(
  input: Readonly<Record<string, unknown>>,
  name: string,
  locales: readonly Locale[],
): Localised {
  return Object.fromEntries(
    locales.flatMap((locale) => {
      const text = input[`${name}_${locale}`];
      return typeof text === 'string' && text ? [[locale, text]] : [];
    }),
  );
}

/** A text as it stands in those fields. */
export function typedLocalised(
  text: Localised | null | undefined,
  name: string,
  locales: readonly Locale[],
): Record<string, string> {
  return Object.fromEntries(locales.map((locale) => [`${name}_${locale}`, text?.[locale] ?? '']));
}

/** For a schema's `superRefine`: the text has to stand in one language at least. */
export function inOneLanguage(name: string, locales: readonly Locale[], missing: string) {
  return (input: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    if (Object.keys(readLocalised(input, name, locales)).length > 0) return;
    context.addIssue({ code: 'custom', path: [`${name}_${locales[0]}`], message: missing });
  };
}

/** A text whose languages are not those of the reader's page says so. */
export function spoken(
  text: Localised,
  locale: Locale,
  fallback: Locale,
): { text: string; lang: Locale | undefined } {
  const found = textIn(text, locale, fallback);
  return { text: found.text, lang: found.lang === locale ? undefined : found.lang };
}
