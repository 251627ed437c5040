import type { Page } from '../../../platform/http/page.ts';
import { writeNearDate } from '../../../platform/i18n/dates.ts';
import { listed } from '../../../platform/i18n/names.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { words } from '../messages/index.ts';
import type { foundations } from '../rules.ts';
import type { countInPlace, Milestone } from '../store.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/transition`;
export const planOf = (partnership: string) => `${pathOf(partnership)}/plan`;

/** What words of a plan are told by: to a page, or in the file of a partnership. */
type Told = Pick<Page, 'locale' | 'day'>;

const where = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });

export function nearDay(page: Page, day: string, today: string): string {
  return writeNearDate(day, 'weekday', today, where(page));
}

export function ownerWords(
  page: Pick<Page, 'locale'>,
  { person, partner }: { person: string | null; partner: string | null },
): string {
  const t = words(page.locale);
  if (person && partner) return t('owner.both', { person, partner });
  return person ?? partner ?? t('owner.gone');
}

/** Reached, missed or dropped, who said so and when; else whether its day is over. */
export function standingWords(page: Told, milestone: Milestone, today: string): string {
  const t = words(page.locale);
  if (milestone.settledAs)
    return t(`as.${milestone.settledAs}.on`, {
      day: page.day(milestone.settledAt!),
      who: milestone.settledBy ?? t('somebody'),
    });
  return t(milestone.due < today ? 'late' : 'open');
}

type Placed = (typeof foundations)[number] | 'roles' | 'leads' | 'to-dos';

/** What the house can count by itself, each with its sentence. */
export function linesInPlace(
  { locale, day }: Told,
  { texts, roles, withoutLead, toDos }: Awaited<ReturnType<typeof countInPlace>>,
): { key: Placed; yes: boolean; say: string }[] {
  const t = words(locale);
  const filled = { n: roles.n - roles.vacant, of: roles.n };
  const leads = withoutLead.length === 0;
  return [
    ...texts.map(({ element, since }) => ({
      key: element,
      yes: since !== null,
      say: since ? t(`place.${element}`, { day: day(since) }) : t(`place.${element}.none`),
    })),
    {
      key: 'roles',
      yes: roles.n > 0 && roles.vacant === 0,
      say: roles.n === 0 ? t('place.roles.none') : t('place.roles', filled),
    },
    {
      key: 'leads',
      yes: leads,
      say: leads ? t('place.leads') : t('place.leads.none', { who: listed(withoutLead, locale) }),
    },
    {
      key: 'to-dos',
      yes: toDos.late === 0,
      say: toDos.n === 0 ? t('place.to-dos.none') : t('place.to-dos', toDos),
    },
  ];
}

/** Which form of a page comes back, and with what. */
export type Sent<Name extends string> = { form: Name; state: FormState };

export function stateFor<Name extends string>(
  sent: Sent<Name> | undefined,
  form: Name,
): FormState | undefined {
  return sent?.form === form ? sent.state : undefined;
}
