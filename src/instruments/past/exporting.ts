import { facts, inline, labelled, page, written } from '../../platform/carrying/markdown.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { inOrder, writeYears } from './rules.ts';
import { type Attempt, listAttempts } from './store.ts';

/** What was tried before, in the order of its years. What still hurts is copied into nothing, also not into this. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const attempts = inOrder(await listAttempts(tx, partnership));
  if (attempts.length === 0) return [];
  const parts = attempts.flatMap((one) => partOn(one, reader));
  return [{ path: 'past.md', text: page(`# ${words(reader.locale)('title')}`, ...parts) }];
};

function partOn(one: Attempt, reader: SheetReader) {
  const t = words(reader.locale);
  const who = [one.by, one.partnerName].filter(Boolean).join(', ');
  const changed = {
    who: inline(one.changedBy ?? t('somebody')),
    day: one.changedAt && reader.day(one.changedAt),
  };
  return [
    `## ${writeYears(one)}`,
    written(one.what),
    labelled(t('short.by-whom'), one.byWhom),
    labelled(t('short.ended'), one.ended),
    labelled(t('short.remains'), one.remains),
    labelled(t('short.source'), one.source),
    facts(
      who && t('added.by', { who: inline(who), day: reader.day(one.at) }),
      changed.day && t('changed.by', { who: changed.who, day: changed.day }),
    ),
  ];
}
