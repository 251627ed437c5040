import type { House } from '../house.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ToldRow, ToldTable } from './telling.ts';

/** What is held about somebody, for them to read: in words where rooms have any, and without what says nothing. */
export function readable(
  { instruments, config }: Pick<House, 'instruments' | 'config'>,
  tables: readonly ToldTable[],
  locale: Locale,
): ToldTable[] {
  const to = { locale, url: config.url };
  return tables.map((one) => {
    const readers = instruments.flatMap(({ personal }) => personal?.reads?.[one.table] ?? []);
    const rows = one.rows.flatMap((row): ToldRow[] => {
      const said = readers.map((read) => read(row, to));
      if (said.includes('nothing')) return [];
      return [Object.assign({}, row, ...said)];
    });
    return { ...one, rows };
  });
}
