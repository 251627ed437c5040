import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { onceKept, sealedKept, sentKept, unsentKept } from './rules.ts';
import { forgetOnce, forgetSealed, forgetSent, forgetUnsent } from './store/keeping.ts';

export const personal: Personal = {
  of: 'mail',
  rows: [
    {
      table: 'mail',
      title: (locale) => words(locale)('personal.mails'),
      people: { person_id: 'delete' },
      where: 't.person_id = any ($people) or lower(t.address) = any ($addresses)',
      // Not its text: while a mail waits, its links still open doors.
      tells: {
        own: {
          address: 't.address',
          subject: 't.subject',
          at: 't.created_at',
          sent: 't.sent_at',
        },
      },
    },
  ],
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.sealed.${part}`),
      days: sealedKept,
      forget: (house, before) => house.database.system((tx) => forgetSealed(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.sent.${part}`),
      days: sentKept,
      forget: (house, before) => house.database.system((tx) => forgetSent(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.unsent.${part}`),
      days: unsentKept,
      forget: (house, before) => house.database.system((tx) => forgetUnsent(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.once.${part}`),
      days: onceKept,
      forget: (house, before) => house.database.system((tx) => forgetOnce(tx, before)),
    },
  ],
  processing: (locale, part) => words(locale)(`processing.${part}`),
};
