import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

export const personal: Personal = {
  rows: [
    {
      table: 'mail',
      title: (locale) => words(locale)('personal.mails'),
      people: { person_id: 'delete' },
      where: 't.person_id = any ($people) or lower(t.address) = any ($addresses)',
      tells: {
        own: {
          address: 't.address',
          subject: 't.subject',
          text: 't.text',
          at: 't.created_at',
          sent: 't.sent_at',
        },
      },
    },
  ],
};
