import { narrationsOf } from '../../../mechanisms/same-questions/narrating.ts';
import { listSpacesDue } from '../../../mechanisms/sealed-round/store.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Instrument } from '../../../platform/instrument.ts';
import { askedDesk } from './asked-desk.ts';
import { askedFound } from './asked-found.ts';

type Room = {
  kind: string;
  /** Where its rounds are, behind the address of their partnership. */
  path?: string;
  label: (locale: Locale) => string;
  /** What is asked, as a word before a colon; and as one behind it. */
  what?: (locale: Locale) => string;
  whatTold?: (locale: Locale) => string;
  /** Of what is found. */
  order: number;
};

type Part = { desk: NonNullable<Instrument['desk']>; dueIn: NonNullable<Instrument['dueIn']> } & Required<
  Pick<Instrument, 'asks' | 'found' | 'narrates'>
>;

/** What a room adds to the rest of the house for rounds with its own questions. */
export function partOfSet({ kind, path = kind, label, what = label, whatTold = what, order }: Room): Part {
  return {
    asks: [kind],
    desk: (reader, tx) => askedDesk(reader, tx, { kind, what: what(reader.locale), path }),
    dueIn: (tx, span) => listSpacesDue(tx, kind, span),
    found: [askedFound({ kind, path, order, label })],
    narrates: narrationsOf(kind, whatTold, path),
  };
}
