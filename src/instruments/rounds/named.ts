import type { Locale, Said } from '../../platform/i18n/locale.ts';
import { words } from './messages/index.ts';

/** What a round is called wherever it is told of: a second one has the questions and the title of the first. */
export function nameOf(locale: Locale, round: { title: string; previous: unknown }): string {
  return round.previous ? words(locale)('second.title', { title: round.title }) : round.title;
}

/** What of its name people wrote, in their language. */
export function saidIn(round: { title: string; locale: Locale }): Said {
  return { text: round.title, lang: round.locale };
}
