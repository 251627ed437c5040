import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { findOnlyOnes } from './store/leaving.ts';

export const personal: Personal = {
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
  handOver: async (tx, people) =>
    (await findOnlyOnes(tx, people)).map(({ partnership, partner, name }) => ({
      say: (locale) => words(locale)(partner ? 'handOver.lead' : 'handOver.facilitator', { name }),
      href: `/partnerships/${partnership}/people`,
    })),
};
