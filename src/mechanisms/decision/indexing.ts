import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { indexSubject } from '../../platform/search/index-subject.ts';

/** So that a decision is found by its title, by what is proposed, and by what was decided; for those in its space. */
export async function indexDecision(
  tx: Tx,
  decision: { id: string; space: string; title: string; text: string; statement?: string; locale: Locale },
): Promise<void> {
  const { id, space, title, text, statement, locale } = decision;
  const texts = [
    { part: 'title', locale, text: title, weight: 2 },
    { part: 'text', locale, text, weight: 1 },
    ...(statement ? [{ part: 'statement', locale, text: statement, weight: 1 }] : []),
  ];
  await indexSubject(tx, { space, audience: 'space', kind: 'decision', id, texts });
}
