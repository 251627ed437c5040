import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { lockPeople } from '../../accounts/store.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { fitsOf, keyOf, type Original, printOf, spokenIn } from '../rules.ts';
import { findLatest, findPage, indexPage, insertTranslations, listTranslations, touch } from '../store.ts';
import { loadShown, originalsOf } from './showing.ts';

/**
 * The texts of a page that are not written in a language, with what they are in it so far: of the version that is talked
 * about, or else of the one that is out.
 */
export async function loadTranslating(tx: Tx, partnership: string, locale: Locale) {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const latest = await findLatest(tx, partnership);
  const shown = latest && (await loadShown(tx, latest.id, locale));
  if (!shown) throw new NotFound();
  return { inside, shown, originals: originalsOf(shown).filter(({ lang }) => lang !== locale) };
}

/** Of the texts that are not written in a language: how many are translated into it, and how many of earlier words. */
export type Language = { locale: Locale; all: number; done: number; before: number };

export async function listLanguages(
  tx: Tx,
  version: string,
  reader: Locale,
  locales: readonly Locale[],
): Promise<Language[]> {
  const shown = await loadShown(tx, version, reader);
  const originals = shown ? originalsOf(shown) : [];
  const languages: Language[] = [];
  for (const locale of locales) {
    const others = originals.filter(({ lang }) => lang !== locale);
    if (others.length === 0) continue;
    const found = new Map((await listTranslations(tx, version, locale)).map((one) => [keyOf(one), one]));
    const states = others.map((one) => spokenIn(one, found, locale).state);
    const count = (wanted: string) => states.filter((state) => state === wanted).length;
    languages.push({ locale, all: others.length, done: count('translated'), before: count('before') });
  }
  return languages;
}

/** Keeps what reads otherwise than before, and what is said to fit. Tells how many texts that is. */
export async function translate(
  tx: Tx,
  partnership: string,
  locale: Locale,
  typed: Readonly<Record<string, string>>,
  locales: readonly Locale[],
): Promise<number> {
  await lockPeople(tx, partnership);
  const { inside, originals, shown } = await loadTranslating(tx, partnership, locale);
  const isNew = (original: Original): boolean => {
    const text = typed[keyOf(original)];
    const before = shown.translations.get(keyOf(original));
    if (text === undefined) return false;
    // Words that stay as they were are of these words only if somebody says so.
    const fits = typed[fitsOf(original)] === 'yes' && before?.of !== printOf(original.text);
    return text !== (before?.text ?? '') || (text !== '' && fits);
  };
  const written = originals.filter(isNew).map((original) => ({
    part: original.part,
    id: original.id,
    text: typed[keyOf(original)]!,
    of: printOf(original.text),
  }));
  if (written.length === 0) return 0;
  await insertTranslations(tx, partnership, locale, inside.mine?.id ?? null, written);
  await touch(tx, partnership);
  if ((await findPage(tx, partnership))?.audience === 'public') await indexPage(tx, partnership, locales);
  await tx.record({
    space: partnership,
    kind: 'public.translated',
    subject: partnership,
    content: { locale, n: written.length },
  });
  return written.length;
}
