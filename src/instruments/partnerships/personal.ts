import type { Locale } from '../../platform/i18n/locale.ts';
import type { Personal } from '../../platform/personal/declared.ts';
import { eraseAll } from '../../platform/personal/erased.ts';
import { words } from './messages/index.ts';
import { forgetInvitations, listGoneGuests } from './store/keeping.ts';
import { findGaps, findOnlyOnes, forgetInDrafts } from './store/leaving.ts';

const roles = ['lead', 'deputy', 'member', 'observer', 'facilitator'] as const;
function roleIn(role: unknown, locale: Locale): string | undefined {
  const known = roles.find((one) => one === role);
  return known && words(locale)(`role.${known}`);
}

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'partner_invitation',
      title: (locale) => words(locale)('personal.invitations'),
      people: { invited_by: 'forget', accepted_by: 'delete' },
      where: 't.accepted_by = any ($people) or lower(t.email) = any ($addresses)',
      tells: {
        own: {
          address: 't.email',
          name: 't.name',
          role: 't.role',
          text: 't.note',
          at: 't.created_at',
          done: 't.accepted_at',
          reason: 't.reason',
        },
      },
    },
    {
      table: 'guest_address',
      title: (locale) => words(locale)('personal.address'),
      people: { id: 'delete' },
      tells: { own: { address: 't.address', language: 't.locale' } },
    },
  ],
  reads: {
    partner_invitation: ({ role }, { locale }) => ({ role: roleIn(role, locale) }),
    membership: ({ role }, { locale }) =>
      role === 'facilitator' || role === 'observer' ? { role: roleIn(role, locale) } : {},
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.invitations.${part}`),
      days: 90,
      forget: (house, before) => house.database.system((tx) => forgetInvitations(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.guests.${part}`),
      days: 365,
      forget: (house, before) => eraseAll(house, (tx) => listGoneGuests(tx, before)),
    },
  ],
  processing: (locale, part) => words(locale)(`processing.${part}`),
  erase: forgetInDrafts,
  handOver: async (tx, people) =>
    (await findOnlyOnes(tx, people)).map(({ partnership, partner, name }) => ({
      say: (locale) => words(locale)(partner ? 'handOver.lead' : 'handOver.facilitator', { name }),
      href: `/partnerships/${partnership}/people`,
    })),
  gaps: async (tx, people) =>
    (await findGaps(tx, people)).map(({ partnership, name }) => ({
      // Who is in a partnership with whom is nothing that an administrator learns by the way.
      say: (locale, to) =>
        to === 'them' ? words(locale)('gap.lead', { name }) : words(locale)('gap.lead.theirs'),
      href: `/partnerships/${partnership}/people`,
    })),
};
