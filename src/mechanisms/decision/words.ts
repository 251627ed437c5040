import type { Locale } from '../../platform/i18n/locale.ts';
import { words } from './messages/index.ts';
import type { Process } from './process.ts';
import { findProcess } from './processes.ts';

type Part = 'name' | 'about' | 'fits' | 'not';

/** What a process is called, does, and is good for: in the city's words, where it is a copy that has some. */
export function processWords(
  locale: Locale,
  process: Pick<Process, 'key'> & Partial<Process>,
  part: Part,
): string {
  const house = findProcess(process.key);
  if (!house) return words(locale)(part === 'name' ? 'other' : 'other.about');
  if (process.own && part === 'about') return aboutOwn(locale, process);
  const own = process.own?.[part as 'name'];
  // Of a name, any language is better than another process.
  const ofTheCity = own?.[locale] || (part === 'name' && own && Object.values(own)[0]);
  return ofTheCity || words(locale)(`${process.key}.${part}` as 'consent.name');
}

/** What counts in a copy may be other numbers than in the house's words. */
function aboutOwn(locale: Locale, { key, ballot, settled }: Pick<Process, 'key'> & Partial<Process>): string {
  const t = words(locale);
  if (ballot?.kind === 'score') return t('own.score', { to: ballot.to });
  if (ballot?.kind === 'dots') return t('own.dots', { dots: ballot.dots });
  if (settled?.by === 'share' && settled.exactly)
    return t('own.share', { of: settled.share.of, in: settled.share.in });
  return t(`${settled?.by === 'share' ? 'majority' : key}.about` as 'consent.about');
}

export function stanceWords(locale: Locale, process: Pick<Process, 'key'>, stance: string): string {
  const { ballot } = findProcess(process.key) ?? {};
  const isKnown = ballot?.kind === 'stance' && ballot.stances.some(({ key }) => key === stance);
  return isKnown ? words(locale)(`${process.key}.stance.${stance}` as 'consent.stance.consent') : stance;
}
