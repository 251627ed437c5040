import type { Page } from '../../../platform/http/page.ts';
import { writeDecimal } from '../../../platform/i18n/decimals.ts';
import type { ElementState } from '../../../ui/state.tsx';
import { words } from '../messages/index.ts';
import type { State } from '../rules.ts';

/** A number with its unit; empty where there is none. */
export function valueWords(page: Pick<Page, 'locale'>, number: string | null, unit: string): string {
  return number === null
    ? ''
    : words(page.locale)('value', { number: writeDecimal(number, page.locale), unit });
}

/** The shape that stands before the word of a state. */
export const shapeOf: Record<State, ElementState> = {
  open: 'none',
  held: 'done',
  partly: 'begun',
  failed: 'revisit',
  unclear: 'begun',
};

type Checker = { person: string | null; partner: string | null; orphaned: boolean };

/** Who checks, as far as somebody is left to. */
export function checkerWords(page: Pick<Page, 'locale'>, { person, partner, orphaned }: Checker): string {
  const t = words(page.locale);
  const alone = partner && t('checker.partner', { partner });
  const who = person && partner ? t('checker.both', { person, partner }) : (person ?? alone);
  if (!who) return t('checker.gone');
  return orphaned ? t('checker.left', { who: person ?? partner ?? who }) : who;
}
