import { facts, list, page } from '../../platform/carrying/markdown.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listStanding } from './store.ts';
import { stepWords } from './views/parts.tsx';

/** What everybody may know: how many are open, on which step and since when. */
export const exporting: Exporting = async (_house, tx, partnership, { locale, day }) => {
  const open = await listStanding(tx, partnership);
  if (open.length === 0) return [];
  const t = words(locale);
  const lines = open.map(({ step, since }) =>
    facts(stepWords(locale, step), t('since', { day: day(since) })),
  );
  return [{ path: 'disputes.md', text: page(`# ${t('title')}`, t('all.lead'), list(lines)) }];
};
