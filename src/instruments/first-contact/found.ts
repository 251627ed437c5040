import type { State } from '../../mechanisms/request/rules.ts';
import { wordsFor } from '../../mechanisms/request/written.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listPublishedById } from './store/publishing.ts';
import { listRequestsById } from './store/requests.ts';

/** Requests of which everybody may read what was asked and what was answered. */
const answered: Findable = {
  name: 'answered',
  kinds: { answered: 1 },
  of: 'subjects',
  inside: false,
  order: 75,
  label: (locale) => words(locale)('found.answered'),
  async load({ locale }, tx, ids) {
    return (await listPublishedById(tx, ids)).map((one) => ({
      id: one.id,
      href: `/answered/${one.id}`,
      title: wordsFor(one.title, locale),
      texts: [one.note, one.want, one.ask, one.bring, one.wouldChange].map((text) => wordsFor(text, locale)),
      facts: [{ text: words(locale)(`state.${one.state as State}`) }],
    }));
  },
};

/** Requests that somebody wrote, or that are before their office. */
const requests: Findable = {
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

export const found: readonly Findable[] = [requests, answered];
