import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { endPartsOf, findNeeded } from './store/leaving.ts';

/** What is held of everybody with an account. The row of the person goes last, with all that hangs on it. */
export const personal: Personal = {
  rows: [
    {
      table: 'person',
      title: (locale) => words(locale)('personal.account'),
      people: { merged_into: { keep: 'goes with the account that it was merged into' } },
      where: 't.id = any ($people)',
      tells: {
        own: {
          name: 't.name',
          address: 't.email',
          language: 't.locale',
          kind: 't.kind',
          since: 't.created_at',
          until: 't.deactivated_at',
        },
      },
    },
    {
      table: 'auth_account',
      title: (locale) => words(locale)('personal.signIn'),
      people: {},
      where: 't."userId" in (select login_id from person where id = any ($people))',
      tells: { own: { kind: 't."providerId"', since: 't."createdAt"', at: 't."updatedAt"' } },
    },
    {
      table: 'auth_session',
      title: (locale) => words(locale)('sessions'),
      people: {},
      where: 't."userId" in (select login_id from person where id = any ($people))',
      tells: { own: { device: 't."userAgent"', since: 't."createdAt"', used: 't."updatedAt"' } },
    },
    {
      table: 'membership',
      title: (locale) => words(locale)('account.groups'),
      people: { person_id: { keep: 'ended, and renamed where partners work together' }, given_by: 'forget' },
      where: 't.person_id = any ($people)',
      tells: { own: { role: 't.role', since: 't.since', until: 't.until' } },
    },
    {
      table: 'counterpart',
      title: (locale) => words(locale)('account.groups'),
      people: { person_id: 'delete' },
      tells: { own: {} },
    },
    {
      table: 'space',
      title: (locale) => words(locale)('personal.begun'),
      people: { created_by: 'forget' },
      tells: { seen: { kind: 't.kind', at: 't.created_at' } },
    },
    {
      table: 'invitation',
      title: (locale) => words(locale)('people.invitations'),
      people: { invited_by: 'forget', accepted_by: 'delete' },
      where: 't.accepted_by = any ($people) or lower(t.email) = any ($addresses)',
      tells: {
        own: {
          address: 't.email',
          name: 't.name',
          role: 't.role',
          at: 't.created_at',
          done: 't.accepted_at',
        },
      },
    },
  ],
  erase: endPartsOf,
  handOver: async (tx, people) =>
    (await findNeeded(tx, people)).map(({ space, kind, name }) => ({
      say: (locale) =>
        words(locale)(kind === 'city' ? 'handOver.city' : 'handOver.organisation', {
          name: name[locale] ?? Object.values(name)[0] ?? '',
        }),
      href: `/spaces/${space}/people`,
    })),
};
