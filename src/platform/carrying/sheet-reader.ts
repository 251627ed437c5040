import type { CityView } from '../city.ts';
import { writeDate } from '../i18n/dates.ts';
import type { Locale } from '../i18n/locale.ts';
import type { SheetReader } from '../instrument.ts';

/** For whom the sheets of a file are written: days in a language, by the clocks of the city. */
export function sheetReader(locale: Locale, city: CityView): SheetReader {
  const { timeZone } = city;
  return { locale, city, timeZone, day: (at) => writeDate(at, 'long', { locale, timeZone }) };
}
