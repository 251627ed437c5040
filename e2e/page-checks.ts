import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { type Locale, locales } from '../src/platform/i18n/locale.ts';

/** Small words that stand in nearly every sentence of a language. */
const tellTale: Record<Locale, readonly string[]> = {
  en: 'the and your you with this that what from they are of for we who which'.split(' '),
  de: 'der das und mit für nicht eine einen ist sind wird von zu Sie Ihre Ihren wir auf'.split(' '),
  nb: 'og ikke det som på til av har du deg vi eller et denne dette skal'.split(' '),
  nl: 'het een niet en van voor met zijn wordt u uw wij dat op naar'.split(' '),
};
/** What another language says as well, and means something else by it. */
const alsoSaid: Record<Locale, readonly string[]> = {
  en: [],
  de: [],
  nb: 'for and der en het'.split(' '),
  nl: 'of we die'.split(' '),
};

type Named = { name: Record<Locale, string> };

/** People keep one name in every language, and so do organisations as partners; the sample city names people by what they do. */
const names: string[] = Object.entries(
  parse(readFileSync(join(import.meta.dirname, '../demo/elvestad.yaml'), 'utf8')) as Record<string, Named[]>,
)
  .flatMap(([section, items]) =>
    ['people', 'organisations'].includes(section) ? items.map(({ name }) => name.en) : [],
  )
  // One may be a part of another.
  .sort((a, b) => b.length - a.length);

/**
 * What is wrong with the page as it stands, for somebody who reads this language, besides what axe finds. Nothing is
 * what we want.
 * @param mixed what people wrote in another language stands among our words
 */
export async function complaintsAbout(page: Page, locale: Locale, mixed = false): Promise<string[]> {
  return [
    ...(await outlineOf(page)),
    ...(await sideways(page)),
    ...(mixed ? [] : await foreignWords(page, locale)),
  ];
}

async function outlineOf(page: Page): Promise<string[]> {
  const { title, headings } = await page.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((h1) => h1.textContent.replace(/\s+/g, ' ').trim()),
  }));
  if (headings.length !== 1) return [`has ${headings.length} h1`];
  return title.includes(headings[0]!) ? [] : [`its title "${title}" lacks its h1 "${headings[0]}"`];
}

/** The page itself never scrolls sideways; a wide table does so inside its own box. */
async function sideways(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 160));
  });
  return wide.length > 0 ? [`scrolls sideways because of ${wide.slice(0, 5).join('\n  ')}`] : [];
}

/** Sentences in another language than the page's, where nothing says that they are. */
async function foreignWords(page: Page, locale: Locale): Promise<string[]> {
  const foreign = locales
    .filter((other) => other !== locale)
    .flatMap((other) => tellTale[other])
    .filter((word) => !tellTale[locale].includes(word) && !alsoSaid[locale].includes(word))
    .join('|');
  const found = await page.evaluate(
    ([locale, words, names]) => {
      const foreign = new RegExp(`(^|[^\\p{L}])(${words})(?![\\p{L}])`, 'u');
      const spoken = (element: Element) => element.closest('[lang]')?.getAttribute('lang') === locale;
      const texts: string[] = [];
      const keep = (text: string, from = '') => {
        // What is in the address of a link is no word, and a random one may look like any.
        const said = text.replaceAll(/https?:\/\/\S+/g, '');
        if (foreign.test((names as string[]).reduce((rest, name) => rest.replaceAll(name, ''), said)))
          texts.push(from + text);
      };
      for (const element of document.querySelectorAll('body *')) {
        if (!spoken(element) || !element.checkVisibility()) continue;
        for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
          const text = element.getAttribute(name);
          if (text) keep(text, `${name}: `);
        }
        const own = [...element.childNodes]
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.nodeValue)
          .join(' ');
        if (!['SCRIPT', 'STYLE', 'TEXTAREA'].includes(element.tagName)) keep(own);
      }
      return texts;
    },
    [locale, foreign, names] as const,
  );
  return found.map((text) => `speaks another language: ${text}`);
}
