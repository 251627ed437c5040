import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { keyOf, type Original, type Spoken, spokenIn, type Translation } from '../rules.ts';
import {
  findWords,
  listSections,
  listShownMoments,
  listShownPartners,
  listTranslated,
  listTranslations,
  type Section,
  type ShownMoment,
  type ShownPartner,
  type Words,
} from '../store.ts';

/** All that a version shows, as somebody reads it. */
export type Shown = {
  version: string;
  words: Words;
  /** Texts with those of their sections that are shown, in their order. */
  texts: readonly {
    id: string;
    title: Original;
    sections: readonly (Section & { of: Original; says: Original })[];
  }[];
  moments: readonly (ShownMoment & { says: Original; pictures: Original })[];
  partners: readonly ShownPartner[];
  translations: ReadonlyMap<string, Translation>;
  /** A text in the language of the reader, where somebody has translated it. */
  spoken: (original: Original) => Spoken;
  reader: Locale;
};

/** Six statements, however much is shown. Undefined where the reader may not see it. */
export async function loadShown(tx: Tx, version: string, reader: Locale): Promise<Shown | undefined> {
  const words = await findWords(tx, version);
  if (!words) return undefined;
  const sections = await listSections(tx, version);
  const moments = await listShownMoments(tx, version);
  const partners = await listShownPartners(tx, version);
  const found = await listTranslations(tx, version, reader);
  const translations = new Map(found.map((one) => [keyOf(one), one]));
  return {
    version,
    words,
    texts: [...Map.groupBy(sections, ({ document }) => document)].map(([id, own]) => ({
      id,
      title: { part: 'title', id, text: own[0]!.title, lang: own[0]!.locale },
      sections: own.map((section) => ({
        ...section,
        of: { part: 'heading', id: section.block, text: section.heading, lang: section.locale },
        says: { part: 'text', id: section.block, text: section.words, lang: section.locale },
      })),
    })),
    moments: moments.map((one) => ({
      ...one,
      says: { part: 'moment', id: one.moment, text: one.words, lang: one.locale },
      pictures: { part: 'shows', id: one.moment, text: one.shows, lang: one.locale },
    })),
    partners,
    translations,
    spoken: (original) => spokenIn(original, translations, reader),
    reader,
  };
}

/** What a version says of itself, as it was written. */
export function introOf({
  words,
}: Pick<Shown, 'words'>): Record<'name' | 'what' | 'place' | 'whom', Original> {
  const of = (part: 'name' | 'what' | 'place' | 'whom'): Original => ({
    part,
    id: null,
    text: words[part],
    lang: words.locale,
  });
  return { name: of('name'), what: of('what'), place: of('place'), whom: of('whom') };
}

/** Every text that can be translated, in the order of the page; those that nobody wrote are left out. */
export function originalsOf(shown: Shown): Original[] {
  return [
    ...Object.values(introOf(shown)),
    ...shown.texts.flatMap(({ title, sections }) => [
      title,
      ...sections.flatMap(({ of, says }) => [of, says]),
    ]),
    ...shown.moments.flatMap(({ says, pictures }) => [says, pictures]),
  ].filter(({ text }) => text !== '');
}

/** How far a page can be read in a language. Words of an earlier wording count: they stand there, and say so. */
export type ReadIn = { locale: Locale; state: 'original' | 'whole' | 'part' | 'none' };

/** Of each language but the reader's. One statement, however many they are. */
export async function listReadIn(tx: Tx, shown: Shown, locales: readonly Locale[]): Promise<ReadIn[]> {
  const others = locales.filter((locale) => locale !== shown.reader);
  const found = await listTranslated(tx, shown.version, others);
  const translated = new Set(found.map((one) => `${one.locale} ${keyOf(one)}`));
  return others.map((locale) => {
    if (locale === shown.words.locale) return { locale, state: 'original' };
    const foreign = originalsOf(shown).filter(({ lang }) => lang !== locale);
    const done = foreign.filter((one) => translated.has(`${locale} ${keyOf(one)}`)).length;
    return { locale, state: done === 0 ? 'none' : done < foreign.length ? 'part' : 'whole' };
  });
}
