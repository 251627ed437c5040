import { wordsFor } from '../../mechanisms/request/written.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listRequestsById } from './store/requests.ts';

/** Requests that somebody wrote, or that are before their office. */
export const found: Findable = {
  name: 'requests',
  kinds: { request: 1 },
  of: 'subjects',
  inside: true,
  order: 60,
  label: (locale) => words(locale)('inbox'),
  async load({ locale }, tx, ids) {
    const t = words(locale);
    return (await listRequestsById(tx, ids)).map(({ id, number, title, want, ask, state }) => ({
      id,
      href: `/requests/${id}`,
      title: wordsFor(title, locale),
      texts: [wordsFor(want, locale), wordsFor(ask, locale)],
      facts: [{ text: t('number', { n: number }) }, { text: t(`state.${state}`) }],
    }));
  },
};
