import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { words } from '../messages/index.ts';
import { stateOf } from '../rules.ts';
import type { Item } from '../store.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/moving-on`;

/** Where an item stands: settled by whom, left open, or whom it waits for. */
export function standingOf(page: Page, item: Item): string {
  const t = words(page.locale);
  const who = item.takerName || t('some-partner');
  const state = stateOf(item);
  if (state === 'settled' || state === 'open')
    return t(item.recordedHow ? 'state.settled.recorded' : `state.${state}`, {
      who: state === 'settled' ? who : (item.saidBy ?? t('somebody')),
      by: item.saidBy ?? t('somebody'),
      day: page.day(item.saidAt!),
    });
  return t(`state.${state}`, { who });
}

/** The frame of a page below the first one. */
export function frameBelow(
  page: Page,
  partnership: { id: string; name: string; locale: Locale },
  title: string,
  errors: FormState['errors'] | undefined,
) {
  return {
    frame: page.frame,
    title,
    partnership,
    above: [{ href: pathOf(partnership.id), label: words(page.locale)('title') }],
    ...(errors && { errors }),
  };
}
