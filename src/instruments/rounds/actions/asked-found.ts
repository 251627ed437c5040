import { answerKind } from '../../../mechanisms/sealed-round/finding.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Findable } from '../../../platform/instrument.ts';
import { listAnswersById } from '../store.ts';

type Room = {
  kind: string;
  order: number;
  label: (locale: Locale) => string;
  /** Where its rounds are, behind the address of their partnership. */
  path: string;
};

/** What partners wrote in rounds of a room with its own questions, once all is open. */
export function askedFound({ kind, order, label, path }: Room): Findable {
  return {
    name: path.split('/').at(-1)!,
    kinds: { [answerKind(kind)]: 1 },
    of: 'subjects',
    inside: true,
    order,
    label,
    load: async ({ locale, city }, tx, ids) =>
      (await listAnswersById(tx, ids)).map(({ id, space, round, by, of, askedAt, texts }) => ({
        id,
        href: `/partnerships/${space}/${path}/${round}`,
        title: { text: by },
        texts,
        facts: [{ text: of }, { text: writeDate(askedAt, 'long', { locale, timeZone: city.timeZone }) }],
      })),
  };
}
