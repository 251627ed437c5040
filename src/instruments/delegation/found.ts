import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listDecidedById } from './store.ts';

/** What one has decided for all, by its words. */
export const found: Findable = {
  name: 'decided',
  kinds: { delegated: 1 },
  of: 'subjects',
  inside: true,
  order: 36,
  label: (locale) => words(locale)('decided'),
  load: async ({ locale }, tx, ids) => {
    const t = words(locale);
    return (await listDecidedById(tx, ids)).map((one) => ({
      id: one.id,
      href: `/partnerships/${one.partnership}/delegation/decided/${one.id}`,
      title: { text: one.title, lang: one.locale },
      texts: [one.text, one.because].map((text) => ({ text, lang: one.locale })),
      facts: [
        { text: one.partnershipName },
        { text: t('decided.by', { name: one.byName ?? t('somebody'), role: one.roleTitle ?? '' }) },
      ],
    }));
  },
};
