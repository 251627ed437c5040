import type { ComponentChildren } from 'preact';
import { type Written, wordsFor } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleDay as exampleOf, readDay, writeDate } from '../../../platform/i18n/dates.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import type { Reader } from '../../../platform/instrument.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Quote } from '../../../ui/quote.tsx';
import { words } from '../messages/index.ts';
import type { Unit } from '../store/units.ts';

/** Somebody's own words, with their language where it is not that of the page. */
export function Said({ written, page, by }: { written: Written; page: Page; by?: string }) {
  const { text, lang } = wordsFor(written, page.locale);
  if (!text) return null;
  const caption = [by, lang && languageWords(lang, page)].filter(Boolean).join(' · ');
  return (
    <Quote lang={lang as string} by={caption}>
      {text}
    </Quote>
  );
}

/** "Written in German": so that nobody takes a text they cannot read for a fault of the page. */
function languageWords(lang: string, page: Page): string {
  return words(page.locale)('said.language', { language: languageName(lang, page.locale) });
}

/** The same inside a line. */
export function SaidInline({ written, page }: { written: Written; page: Page }): ComponentChildren {
  const { text, lang } = wordsFor(written, page.locale);
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

export function titleOf(request: { title: Written }, page: Reader): string {
  return wordsFor(request.title, page.locale).text;
}

export function nameOf(unit: Pick<Unit, 'name'> | undefined, page: Reader): string {
  return unit ? page.text(unit.name) : '';
}

/** "Wednesday 27 May", of a day or of the day of a moment in the city. */
export function dayWords(day: string | Date, page: Page): string {
  return writeDate(day, 'weekday', { locale: page.locale, timeZone: page.city.timeZone });
}

/** "27 May 2026" */
export function dateWords(day: string | Date, page: Page): string {
  return page.day(day);
}

/** "27 May", of what happened lately. */
export function shortDay(day: string | Date, page: Page): string {
  return writeDate(day, 'day', { locale: page.locale, timeZone: page.city.timeZone });
}

/** A day to show how days are typed: the next 27 May, so that it could really be meant. */
export function exampleDay(page: Page): string {
  return exampleOf(readDay('27.5.', dayOf(page.now, page.city.timeZone))!, page.locale);
}
