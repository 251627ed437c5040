import { findTerms, listTermsAsked } from '../../mechanisms/adoption/store.ts';
import { inline, list, page } from '../../platform/carrying/markdown.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { wayWords } from './views/list.tsx';

/** How partners adopt, and since when; nothing where they never chose. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const chosen = (await listTermsAsked(tx, partnership)).filter(({ adoptedAt }) => adoptedAt);
  if (chosen.length === 0) return [];
  const now = await findTerms(tx, partnership, null);
  const lines = chosen.map((one) => `${reader.day(one.adoptedAt!)}: ${inline(one.title)}`);
  const stands = [
    wayWords(reader.locale, now),
    now.process ? t('terms', { days: now.days, n: now.quorum }) : t('terms.everybody'),
  ].join('. ');
  return [{ path: 'adoptions.md', text: page(`# ${t('title')}`, stands, list(lines)) }];
};
