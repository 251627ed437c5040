import { answerKind } from '../../../mechanisms/sealed-round/finding.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Findable } from '../../../platform/instrument.ts';
import { listAnswersById } from '../store.ts';

type Room = {
  kind: string;
  name: string;
  order: number;
  label: (locale: Locale) => string;
  /** The address of a round behind that of its partnership. */
  pathOf: (round: string) => string;
};

/** What partners wrote in rounds of a room with its own questions, once all is open. */
export function askedFound({ kind, name, order, label, pathOf }: Room): Findable {
  return {
    name,
    kinds: { [answerKind(kind)]: 1 },
    of: 'subjects',
    inside: true,
    order,
    label,
    load: async ({ locale, city }, tx, ids) =>
      (await listAnswersById(tx, ids)).map(({ id, space, round, by, of, askedAt, texts }) => ({
        id,
        href: `/partnerships/${space}/${pathOf(round)}`,
        title: { text: by },
        texts,
        facts: [{ text: of }, { text: writeDate(askedAt, 'long', { locale, timeZone: city.timeZone }) }],
      })),
  };
}
