import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { forgetSubjects, type IndexedText, indexSubject } from '../../../platform/search/index-subject.ts';
import type { Part } from '../rules.ts';
import { findPage } from './inside.ts';
import { findWords, listSections, listTranslations } from './shown.ts';

export const foundKind = 'public-page';

/** What a text of a page counts in the search. Moments and names of partners can go at any moment: they are not in it. */
const weights: Partial<Record<Part, number>> = {
  name: 1,
  what: 0.6,
  place: 0.6,
  whom: 0.4,
  title: 0.5,
  heading: 0.4,
  text: 0.3,
};

/** Brings the search up to the page of a partnership. One that is off is not found. */
export async function indexPage(tx: Tx, space: string, locales: readonly Locale[]): Promise<void> {
  const page = await findPage(tx, space);
  if (!page) return;
  const words = page.audience === 'public' ? await findWords(tx, page.version) : undefined;
  if (!words) return forgetSubjects(tx, [page.id]);
  const texts: IndexedText[] = [];
  const add = (part: Part, id: string, locale: Locale, text: string) => {
    const weight = weights[part];
    if (weight && text) texts.push({ part: id ? `${part} ${id}` : part, locale, text, weight });
  };
  for (const part of ['name', 'what', 'place', 'whom'] as const) add(part, '', words.locale, words[part]);
  for (const { document, title, block, heading, words: text, locale } of await listSections(
    tx,
    page.version,
  )) {
    if (!texts.some(({ part }) => part === `title ${document}`)) add('title', document, locale, title);
    add('heading', block, locale, heading);
    add('text', block, locale, text);
  }
  for (const locale of locales)
    for (const { part, id, text } of await listTranslations(tx, page.version, locale))
      if (!texts.some((one) => one.locale === locale && one.part === (id ? `${part} ${id}` : part)))
        add(part, id ?? '', locale, text);
  await indexSubject(tx, { space, audience: 'public', kind: foundKind, id: page.id, texts });
}
