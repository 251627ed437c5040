import { sessionLifetime } from '../../platform/accounts/auth.ts';
import type { Personal, Reads } from '../../platform/personal/declared.ts';
import { eraseAll } from '../../platform/personal/erased.ts';
import { words } from './messages/index.ts';
import {
  forgetAttempts,
  forgetInvitations,
  forgetLinks,
  forgetSessions,
  listClosed,
} from './store/keeping.ts';
import { endPartsOf, findGaps, findNeeded } from './store/leaving.ts';
import { roleName } from './views/roles.tsx';
import { deviceName } from './views/sessions.tsx';

const readRole: Reads = ({ role }, { locale }) =>
  role ? { role: roleName(words(locale), String(role)) } : {};

/** What is held of everybody with an account. The row of the person goes last, with all that hangs on it. */
export const personal: Personal = {
  of: 'accounts',
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
  reads: {
    person: ({ kind }, { locale }) => ({ kind: kind === 'mailbox' ? words(locale)('mailbox') : undefined }),
    auth_account: ({ kind }, { locale }) => ({
      kind: kind === 'credential' ? words(locale)('password') : undefined,
    }),
    auth_session: ({ device }, { locale }) => ({ device: deviceName(words(locale), String(device ?? '')) }),
    membership: readRole,
    invitation: readRole,
    counterpart: ({ place }) => (place ? {} : 'nothing'),
    space: () => ({ kind: undefined }),
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.sessions.${part}`),
      days: sessionLifetime / 86_400,
      forget: (house) => house.database.system(forgetSessions),
    },
    {
      say: (locale, part) => words(locale)(`keeps.links.${part}`),
      days: 1,
      forget: (house) => house.database.system(forgetLinks),
    },
    {
      say: (locale, part) => words(locale)(`keeps.attempts.${part}`),
      days: 1,
      forget: (house) => house.database.system(forgetAttempts),
    },
    {
      say: (locale, part) => words(locale)(`keeps.invitations.${part}`),
      days: 90,
      forget: (house, before) => house.database.system((tx) => forgetInvitations(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.closed.${part}`),
      days: 365,
      forget: (house, before) => eraseAll(house, (tx) => listClosed(tx, before)),
    },
  ],
  processing: (locale, part) => words(locale)(`processing.${part}`),
  erase: endPartsOf,
  handOver: async (tx, people) =>
    (await findNeeded(tx, people)).map(({ space, kind, name }) => ({
      say: (locale) =>
        words(locale)(kind === 'city' ? 'handOver.city' : 'handOver.organisation', {
          name: name[locale] ?? Object.values(name)[0] ?? '',
        }),
      href: `/spaces/${space}/people`,
    })),
  gaps: async (tx, people) =>
    (await findGaps(tx, people)).map(({ space, role, name }) => ({
      say: (locale, to) =>
        words(locale)(`gap.${role}.${to}`, { name: name[locale] ?? Object.values(name)[0] ?? '' }),
      href: `/spaces/${space}/people`,
    })),
};
