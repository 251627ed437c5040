import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { indexSubject } from '../../platform/search/index-subject.ts';

type Written = { text: string; locale: Locale };

/**
 * So that a decision is found by its title, by what is proposed (`words`), and by what was decided (`statement`), each
 * in its language; for those in its space.
 */
export async function indexDecision(
  tx: Tx,
  { id, space, title, locale }: { id: string; space: string; title: string; locale: Locale },
  words: Written,
  statement?: Written,
): Promise<void> {
  const texts = [
    { part: 'title', locale, text: title, weight: 2 },
    { part: 'text', locale: words.locale, text: words.text, weight: 1 },
    ...(statement ? [{ part: 'statement', locale: statement.locale, text: statement.text, weight: 1 }] : []),
  ];
  await indexSubject(tx, { space, audience: 'space', kind: 'decision', id, texts });
}
