import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { listed } from '../../../platform/i18n/names.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { DisputeView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Place, type Step, steps } from '../rules.ts';
import type { Logged, Offer } from '../store.ts';

export type DisputeProps = { page: Page; at: DisputeView };

export const pathOf = (partnership: string) => `/partnerships/${partnership}/disputes`;

export const stepWords = (locale: Locale, step: Place) => words(locale)(`step.${step}`);

export function nameOf(page: Page, { sides }: Pick<DisputeView, 'sides'>, partner: string | null): string {
  return sides.find(({ id }) => id === partner)?.name ?? words(page.locale)('somebody');
}

export const allNames = (page: Page, { sides }: Pick<DisputeView, 'sides'>) =>
  listed(
    sides.map(({ name }) => name),
    page.locale,
  );

/** What an offer comes to, in a few words. */
export function offerWords(
  page: Page,
  { kind, until, helper }: Pick<Offer, 'kind' | 'until' | 'helper'>,
): string {
  const t = words(page.locale);
  if (kind === 'time') return t('offer.time', { day: page.day(until!) });
  return kind === 'settle' ? t('offer.settle') : t('offer.helper', { name: helper || t('somebody') });
}

/** What an entry says happened: a sentence without a judgement. */
export function entryWords(page: Page, at: Pick<DisputeView, 'sides' | 'offers'>, entry: Logged): string {
  const t = words(page.locale);
  const { kind, step } = entry;
  const partner = entry.partner ? nameOf(page, at, entry.partner) : (entry.byName ?? t('somebody'));
  const offer = at.offers.find(({ id }) => id === entry.offer);
  switch (kind) {
    case 'noted':
      return t('log.noted', { partner, day: page.day(entry.day!) });
    case 'moved':
    case 'ran-out':
      return t(`log.${kind}`, { partner, step: stepWords(page.locale, step) });
    case 'offered':
    case 'agreed':
    case 'declined':
      return t(`log.${kind}.${offer!.kind}`, {
        ...{ partner, helper: offer!.helper || t('somebody') },
        day: offer!.until ? page.day(offer!.until) : '',
      });
    case 'extended':
      return t('log.extended', { day: page.day(entry.dueAt!) });
    case 'named':
      return t('log.named', { helper: offer!.helper || t('somebody') });
    case 'ended':
      return t(`log.ended.${entry.how!}`, { partner });
    default:
      return t(`log.${kind}`, { partner });
  }
}

/** When an entry was written, by whom, and how it was told where it was written down for a side. */
export function entryFacts(page: Page, entry: Logged): string[] {
  const t = words(page.locale);
  return [
    page.moment(entry.at),
    ...(entry.byName ? [entry.byName] : []),
    ...(entry.recordedHow ? [t(`log.${entry.recordedHow}`, { day: page.day(entry.recordedOn!) })] : []),
  ];
}

/** Since when each step that was reached has begun. */
export function begunAt(entries: readonly Pick<Logged, 'kind' | 'step' | 'at'>[]): Map<Step, Date> {
  const begun = entries.filter(({ kind }) => kind === 'raised' || kind === 'moved');
  return new Map(
    steps.flatMap((step) => {
      const found = begun.find((one) => one.step === step);
      return found ? [[step, found.at] as const] : [];
    }),
  );
}

/** The day (YYYY-MM-DD) that it is in the city. */
export const todayOf = (page: Page) => dayOf(page.now, page.city.timeZone);

/** Until when a step goes on, or since when its time is over. */
export function untilWords(page: Page, dueAt: Date): string {
  const t = words(page.locale);
  return dueAt <= page.now ? t('ran-out', { day: page.day(dueAt) }) : t('until', { at: page.moment(dueAt) });
}
