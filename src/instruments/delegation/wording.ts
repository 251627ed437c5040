import type { Locale } from '../../platform/i18n/locale.ts';
import { writeMoney } from '../../platform/i18n/money.ts';
import { words } from './messages/index.ts';
import type { Decider, Rule } from './rules.ts';

/** "Food, up to €500": what a rule is about. */
export function areaWords(
  { area, upTo }: Pick<Rule, 'area' | 'upTo'>,
  place: { locale: Locale; currency: string },
): string {
  if (upTo === null) return area;
  return words(place.locale)('up-to', { area, amount: writeMoney(upTo, place) });
}

/** Whoever decides, by the name of the role or group. */
export function whoDecides(
  locale: Locale,
  rule: { decider: Decider; roleTitle: string | null; groupName: string | null },
): string {
  const t = words(locale);
  if (rule.decider === 'role') return t('who.role', { role: rule.roleTitle ?? '' });
  if (rule.decider === 'group') return t('who.group', { group: rule.groupName ?? '' });
  return t('who.all');
}
