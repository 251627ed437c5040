import { inline, page, written } from '../../platform/carrying/markdown.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { readAll, type Told } from './actions.ts';
import { words } from './messages/index.ts';

/** What happened, day by day from the beginning, as everybody in the partnership may read it. */
export const exporting: Exporting = async (house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const days = Map.groupBy(await readAll(tx, house, reader, partnership), ({ day }) => day);
  const parts = [...days].flatMap(([day, told]) => [
    `## ${writeDate(day, 'long', reader)}`,
    ...told.map(lineOf),
  ]);
  return [{ path: 'timeline.md', text: page(`# ${t('title')}`, ...parts) }];
};

function lineOf({ sentence, moment }: Told): string {
  if (!moment) return inline(sentence ?? '');
  const { file, shows, text, by } = moment;
  const picture = file && `![${inline(shows)}](files/${file}.webp)`;
  return [text && written(text), picture, by && `*${inline(by)}*`].filter(Boolean).join('  \n');
}
