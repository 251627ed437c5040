import { answerKind } from '../../mechanisms/sealed-round/finding.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Findable } from '../../platform/instrument.ts';
import { listAnswersById } from '../rounds/store.ts';
import { words } from './messages/index.ts';
import { ownKind } from './rules.ts';

/** What partners wrote beside their choices, once all is open. */
export const found: Findable = {
  name: 'gate',
  kinds: { [answerKind(ownKind)]: 1 },
  of: 'subjects',
  inside: true,
  order: 34,
  label: (locale) => words(locale)('title'),
  load: async ({ locale, city }, tx, ids) =>
    (await listAnswersById(tx, ids)).map(({ id, space, round, by, of, askedAt, texts }) => ({
      id,
      href: `/partnerships/${space}/gate/${round}`,
      title: { text: by },
      texts,
      facts: [{ text: of }, { text: writeDate(askedAt, 'long', { locale, timeZone: city.timeZone }) }],
    })),
};
