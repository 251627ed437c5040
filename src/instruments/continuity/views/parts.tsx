import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Link } from '../../../ui/link.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { heldIn, nameOf } from '../actions.ts';
import { words } from '../messages/index.ts';
import { endOf, isNear, type Warning, warningOf } from '../rules.ts';
import type { Election, HolderRow, Relation } from '../store.ts';

export const ledgerOf = (partnership: string) => `/partnerships/${partnership}/continuity`;

/** What words of a relation are told by: to a page, or in the file of a partnership. */
type Told = Pick<Page, 'locale' | 'city' | 'day'>;

export const holderName = (page: Pick<Page, 'locale'>, { personName, roleName }: HolderRow): string =>
  personName || roleName || words(page.locale)('somebody');

/** The election days that count. */
export const standing = (elections: readonly Election[]) => elections.filter(({ removedAt }) => !removedAt);

/** The day on which somebody ceases to hold a relation, by the clocks of the city; null where none is known. */
export const endDay = (page: Pick<Page, 'city'>, holder: HolderRow, elections: readonly Election[]) =>
  endOf(holder, standing(elections), dayOf(holder.saidAt, page.city.timeZone));

/** Until when somebody holds a relation, in words; `near` where that comes up. */
export function endWords(
  page: Told,
  holder: HolderRow,
  { elections, today }: { elections: readonly Election[]; today: string },
): { words: string; near: boolean } {
  const t = words(page.locale);
  const end = endDay(page, holder, elections);
  if (holder.ends === 'open') return { words: t('end.open'), near: false };
  if (!end) return { words: t('end.election.unknown'), near: false };
  return { words: t(`end.${holder.ends}`, { day: page.day(end) }), near: isNear(end, today) };
}

/** Where the hand-over is: in a role of the partnership, elsewhere, or nowhere. */
export function HandOver({
  page,
  holder,
  partnership,
}: {
  page: Page;
  holder: HolderRow;
  partnership: string;
}) {
  if (!holder.role) return <>{handOverWords(page, holder)}</>;
  return (
    <>
      {handOverWords(page, holder)}{' '}
      <Link href={`/partnerships/${partnership}/roles/${holder.role}`}>{holder.roleTitle}</Link>
    </>
  );
}

export function handOverWords(page: Pick<Page, 'locale'>, holder: HolderRow): string {
  const t = words(page.locale);
  if (!holder.role) return t(holder.written ? 'hand-over.yes' : 'hand-over.no');
  return t(holder.roleWritten ? 'hand-over.role' : 'hand-over.role.no');
}

export function WarningTag({ page, warning }: { page: Page; warning: Warning | undefined }) {
  return warning ? <Tag color="warning">{words(page.locale)(`warning.${warning}`)}</Tag> : null;
}

/** A relation as it is counted, with what it is called. */
export function seen(relation: Relation, holders: readonly HolderRow[]) {
  const held = heldIn(relation, holders);
  return { relation, held, name: nameOf(relation), warning: warningOf(held) };
}

/** What a relation is called; what somebody wrote of it in the language it was written in. */
export function Named({ relation }: { relation: Relation }) {
  const said = relation.toPartner ? undefined : { text: relation.to, lang: relation.locale };
  return <Quoted sentence={nameOf(relation)} said={said} />;
}

/** Roles and departments, as they were written down with a relation. */
export function InTheirs({ of, children }: { of: Relation; children: string }) {
  return <Quoted sentence={children} said={{ text: children, lang: of.locale }} />;
}
