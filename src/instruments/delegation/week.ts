import { words as said } from '../../mechanisms/decision/messages/index.ts';
import { holdsBy } from '../../mechanisms/decision/rules.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { words } from './messages/index.ts';
import type { WeekLine } from './store.ts';

type Decided = Pick<WeekLine, 'id' | 'outcome' | 'holds' | 'groupName' | 'roleTitle' | 'byName'>;

/** Who decided it: one in their role, a group, or all partners. */
export function decidedBy(locale: Locale, { outcome, groupName, roleTitle, byName }: Decided): string {
  const t = words(locale);
  if (outcome) return groupName ? t('who.group', { group: groupName }) : t('week.all');
  return t('decided.by', { name: byName ?? t('somebody'), role: roleTitle ?? '' });
}

/** What came of it, as it was counted or written down; nothing of what one decided, which is done. */
export function cameOf(locale: Locale, { outcome, holds }: Decided): string | undefined {
  if (!outcome) return undefined;
  if (holdsBy(outcome) !== null || holds === null) return said(locale)(`result.${outcome.result}`);
  return said(locale)(holds ? 'result.holds' : 'result.fails');
}

/** Where it is read, behind no address of a house. */
export function placeOf(partnership: string, { id, outcome }: Decided): string {
  return `/partnerships/${partnership}/${outcome ? 'decisions' : 'delegation/decided'}/${id}`;
}
