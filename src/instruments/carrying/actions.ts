import type { Readable } from 'node:stream';
import { type Arrival, bringIn } from '../../platform/carrying/bring-in.ts';
import type { Content } from '../../platform/carrying/format.ts';
import type { Gathered } from '../../platform/carrying/gather.ts';
import type { Opened } from '../../platform/carrying/read.ts';
import { sheetReader } from '../../platform/carrying/sheet-reader.ts';
import { gatherPartnership, type OnStep, zipOf } from '../../platform/carrying/write.ts';
import { nameOfCity } from '../../platform/city.ts';
import type { House } from '../../platform/house.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { withFormerNames } from '../../platform/personal/former.ts';
import type { Scope } from '../../platform/scope.ts';
import { moveAll } from '../merging/actions.ts';
import { readmeOf } from './readme.ts';

export type Packed = { gathered: Gathered; zip: Readable };

/** A partnership as a zip file. Undefined where there is none. The language is that of the texts for people in it. */
export async function packPartnership(
  house: House,
  { id, holds, locale }: { id: string; holds: Content['holds']; locale: Locale },
  onStep?: OnStep,
): Promise<Packed | undefined> {
  const city = await house.city.get();
  const gathered = await gatherPartnership(house, {
    ...{ partnership: id, holds, locale },
    from: { city: nameOfCity(city, locale), url: house.config.url },
    sheets: async (tx) => {
      const reader = sheetReader(locale, city);
      const found = [];
      for (const { exporting } of house.instruments)
        found.push(...((await exporting?.(house, tx, id, reader)) ?? []));
      return found.map(({ path, text }) => ({ path, text: withFormerNames(text, locale) }));
    },
  });
  if (!gathered) return undefined;
  const readme = readmeOf(gathered, { locale, timeZone: city.timeZone });
  return { gathered, zip: await zipOf(house.files, gathered, readme, onStep) };
}

/** Brings an opened file in. Who has an account here by a proven address has at once what they had there. */
export function bringPartnership(
  house: House,
  opened: Opened,
  { as, onStep }: { as?: Scope; onStep?: OnStep } = {},
): Promise<Arrival> {
  return bringIn(house, opened, {
    ...(as && { as }),
    ...(onStep && { onStep }),
    handOver: async (tx, { person, account }) =>
      void (await moveAll(tx, house.instruments, { stays: account, other: person })),
  });
}
