import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { forgetLosses } from './store/losses.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('factors');

export const personal: Personal = {
  of: 'accounts',
  rows: [
    {
      table: 'passkey',
      title,
      people: { person_id: 'delete' },
      tells: { own: { name: 't.name', since: 't.created_at', used: 't.used_at' } },
    },
    {
      table: 'code_app',
      title,
      people: { person_id: 'delete' },
      tells: { own: {} },
    },
    {
      table: 'recovery_code',
      title,
      people: { person_id: 'delete' },
      tells: { own: { used: 't.used_at' } },
    },
    {
      table: 'account_step',
      title,
      people: { person_id: 'delete' },
      tells: { not: 'Lasts ten minutes, between one page and the next.' },
    },
    {
      table: 'factor_loss',
      title: (locale) => words(locale)('lost'),
      people: { person_id: 'delete', checked_by: 'former', agreed_by: 'former', closed_by: 'former' },
      where: 't.person_id = any ($people)',
      tells: { own: { phone: 't.reach', at: 't.asked_at', note: 't.checked_how', done: 't.agreed_at' } },
    },
  ],
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.losses.${part}`),
      days: 365,
      forget: (house, before) => house.database.system((tx) => forgetLosses(tx, before)),
    },
  ],
};
