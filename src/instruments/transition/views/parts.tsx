import type { Page } from '../../../platform/http/page.ts';
import { writeNearDate } from '../../../platform/i18n/dates.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { words } from '../messages/index.ts';
import type { Milestone } from '../store.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/transition`;
export const planOf = (partnership: string) => `${pathOf(partnership)}/plan`;

const where = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });

export function nearDay(page: Page, day: string, today: string): string {
  return writeNearDate(day, 'weekday', today, where(page));
}

export function ownerWords(
  page: Page,
  { person, partner }: { person: string | null; partner: string | null },
): string {
  const t = words(page.locale);
  if (person && partner) return t('owner.both', { person, partner });
  return person ?? partner ?? t('owner.gone');
}

/** Reached, missed or dropped, who said so and when; else whether its day is over. */
export function standingWords(page: Page, milestone: Milestone, today: string): string {
  const t = words(page.locale);
  if (milestone.settledAs)
    return t(`as.${milestone.settledAs}.on`, {
      day: page.day(milestone.settledAt!),
      who: milestone.settledBy ?? t('somebody'),
    });
  return t(milestone.due < today ? 'late' : 'open');
}

/** Which form of a page comes back, and with what. */
export type Sent<Name extends string> = { form: Name; state: FormState };

export function stateFor<Name extends string>(
  sent: Sent<Name> | undefined,
  form: Name,
): FormState | undefined {
  return sent?.form === form ? sent.state : undefined;
}
