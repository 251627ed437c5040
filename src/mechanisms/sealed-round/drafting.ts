import type { Tx } from '../../platform/database/database.ts';
import { Refusal, refuseAll } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { saveDraft } from './actions.ts';
import { type Content, readContent } from './rules.ts';
import type { Round } from './store.ts';

type Typed = {
  partner: string;
  values: Record<string, unknown>;
  version: number;
  from: string | undefined;
  locale: Locale;
};

/** Keeps what was typed; tells the version that stands now, and what was read. */
export async function keepDraft(
  tx: Tx,
  round: Round,
  { partner, values, version, from, locale }: Typed,
): Promise<{ version: number; content: Content }> {
  if (round.withdrawnAt) throw new Refusal('withdrawn');
  const content = contentOf(round, values);
  const draft = { round: round.id, partner, content, locale, from: from ?? null };
  return { version: await saveDraft(tx, draft, version), content };
}

/**
 * What a form says to the questions of a round. Throws Refusals `answer.long` and `answer.choose`, all at once,
 * each at its field.
 */
export function contentOf(round: Round, values: Record<string, unknown>): Content {
  const { content, wrong } = readContent(round.questions, values);
  refuseAll(Object.entries(wrong).map(([field, what]) => new Refusal(`answer.${what}`, field)));
  return content;
}
