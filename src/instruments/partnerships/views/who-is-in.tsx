import type { Page } from '../../../platform/http/page.ts';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { Table } from '../../../ui/table.tsx';
import { sectorOf } from '../../directory/rules.ts';
import type { Inside } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Partner, PartnerPerson } from '../store.ts';

export type WhoView = {
  inside: Inside;
  /** Of all in the partnership, those that are shown. */
  shown: readonly Partner[];
  people: readonly PartnerPerson[];
  /** As whom partners were invited that have not said who they are. */
  invitedAs: ReadonlyMap<string, string>;
  /** Partners without a lead that had one. */
  vacant: ReadonlySet<string>;
};

/** How a partner is called; one that has not said yet by whom it was invited for, as far as the reader may know. */
export function partnerName(
  page: Page,
  partner: Pick<Partner, 'id' | 'name'>,
  invitedAs: ReadonlyMap<string, string>,
): string {
  return partner.name || invitedAs.get(partner.id) || words(page.locale)('partner.unnamed');
}

/** Those that have not said yet who they are. */
export function unnamedIn(partners: readonly Pick<Partner, 'id' | 'name'>[]): string[] {
  return partners.filter(({ name }) => name === '').map(({ id }) => id);
}

/** Partners with their lead and deputy. Gaps are told in words. */
export function WhoIsIn({ page, view }: { page: Page; view: WhoView }) {
  const t = words(page.locale);
  const { inside, shown, people, invitedAs, vacant } = view;
  const base = `/partnerships/${inside.partnership.id}/partners`;
  const peopleOf = Map.groupBy(people, (one) => one.partner);
  const rows = shown.map((partner) => {
    const theirs = peopleOf.get(partner.id) ?? [];
    const named = (role: string) => theirs.find((one) => one.role === role)?.name;
    return { partner, theirs, lead: named('lead'), deputy: named('deputy') };
  });
  type Row = (typeof rows)[number];
  const cell = (name: string | undefined, { partner, theirs }: Row, first: boolean) => {
    if (name) return name;
    if (!partner.joinedAt) return first ? <span class="quiet">{t('partner.invited')}</span> : '';
    if (theirs.length === 0 && !vacant.has(partner.id))
      return first ? <span class="quiet">{t('partner.silent')}</span> : '';
    return <span class={first ? 'late' : 'quiet'}>{t('nobody')}</span>;
  };
  if (rows.length === 0) return <p>{t('who.nobody')}</p>;
  return (
    <Table
      caption={t('who')}
      hideCaption
      rows={rows}
      columns={[
        {
          label: t('partner'),
          cell: ({ partner }) =>
            partner.joinedAt || partner.name ? (
              <OrgChip
                name={partnerName(page, partner, invitedAs)}
                sector={sectorOf(partner.kind)}
                href={`${base}/${partner.id}`}
              />
            ) : (
              <a class="ds-link" data-color="neutral" href={`${base}/${partner.id}`}>
                {partnerName(page, partner, invitedAs)}
              </a>
            ),
        },
        { label: t('role.lead'), cell: (row) => cell(row.lead, row, true) },
        { label: t('role.deputy'), cell: (row) => cell(row.deputy, row, false) },
      ]}
    />
  );
}
