import { acts, states } from '../../mechanisms/request/rules.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Answered, Personal } from '../../platform/personal/declared.ts';
import { eraseAll } from '../../platform/personal/erased.ts';
import { forgetOldBriefs } from './jobs.ts';
import { words } from './messages/index.ts';
import { type BriefContent, briefLives } from './rules.ts';
import { forgetReports, listGoneGuests } from './store/keeping.ts';
import { leaveRequests } from './store/leaving.ts';

const begun: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.begun');
const asked: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.asked');
const done: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.done');

/** What somebody wrote under each heading of their page; by language, where it has been sent. */
function asAsked(text: unknown, locale: Locale): Answered[] {
  const t = words(locale);
  const of = (text ?? {}) as Record<string, string | Record<string, string> | undefined>;
  const parts = [
    ['title', 'title.label'],
    ['want', 'want.title'],
    ['bring', 'bring.title'],
    ['ask', 'ask.title'],
    ['knownBy', 'knownBy.title'],
    ['known_by', 'knownBy.title'],
    ['meeting', 'meeting.title'],
  ] as const;
  return parts.flatMap(([part, heading]) => {
    const said = of[part];
    const answer = typeof said === 'object' ? (said[locale] ?? Object.values(said)[0]) : said;
    return answer ? [{ asked: t(heading), answer }] : [];
  });
}

/** Written: by language; the download shows it as it stands. */
export const personal: Personal = {
  of: 'requests',
  rows: [
    {
      table: 'brief',
      title: begun,
      people: { writer_id: 'delete' },
      tells: { own: { text: 't.content', since: 't.created_at', at: 't.saved_at', sent: 't.sent_at' } },
    },
    {
      table: 'brief_private',
      title: begun,
      people: {},
      where: `t.audience = 'person' and t.audience_id = any ($people)`,
      tells: { own: { text: 't.perspective', note: 't.complaint' } },
    },
    {
      table: 'asker_address',
      title: asked,
      people: {},
      where: 't.audience_id = any ($people) or lower(t.address) = any ($addresses)',
      tells: { own: { address: 't.address', language: 't.locale' } },
    },
    {
      table: 'request',
      title: asked,
      people: { asker_person: 'former' },
      tells: {
        own: {
          title: 't.title',
          text: `jsonb_build_object('want', t.want, 'bring', t.bring, 'ask', t.ask, 'known_by', t.known_by, 'meeting', t.meeting)`,
          name: 't.asker_name',
          at: 't.created_at',
          due: 't.due_day',
          choice: 't.state',
        },
      },
    },
    {
      table: 'request_act',
      title: done,
      people: { by_person: 'former' },
      tells: {
        own: { kind: 't.act', name: 't.by_name', at: 't.at', text: 't.note', reason: 't.would_change' },
      },
    },
    {
      table: 'request_consent',
      title: done,
      people: { by_person: 'former' },
      tells: { own: { choice: 't.choice', at: 't.at' } },
    },
    {
      table: 'abuse_report',
      title: done,
      people: { closed_by: 'former' },
      tells: { seen: { text: 't.reason', note: 't.closing', done: 't.closed_at' } },
    },
    {
      table: 'liaison_desk',
      title: done,
      people: { named_by: 'forget' },
      tells: { own: { since: 't.since' } },
    },
  ],
  reads: {
    brief: ({ text }, { locale }) => {
      const { name, email, neededBy } = (text ?? {}) as BriefContent;
      return { text: asAsked(text, locale), name, address: email, due: neededBy };
    },
    request: ({ text, choice }, { locale }) => {
      const state = states.find((one) => one === choice);
      return { text: asAsked(text, locale), choice: state && words(locale)(`state.${state}`) };
    },
    request_act: ({ kind, name }, { locale }) => {
      const act = acts.find((one) => one === kind);
      if (!act) return { kind: undefined };
      const t = words(locale);
      // The act does not hold what the office is called.
      if (act === 'sent' || act === 'forwarded') return { kind: t(`personal.${act}`) };
      return { title: t(`did.${act}`, { who: String(name ?? '') }), kind: undefined, name: undefined };
    },
    request_consent: ({ choice }, { locale }) => ({
      choice: choice && words(locale)(choice === 'public' ? 'personal.public' : 'personal.private'),
    }),
  },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.briefs.${part}`),
      days: briefLives,
      forget: forgetOldBriefs,
    },
    {
      say: (locale, part) => words(locale)(`keeps.guests.${part}`),
      days: 365,
      forget: (house, before) => eraseAll(house, (tx) => listGoneGuests(tx, before)),
    },
    {
      say: (locale, part) => words(locale)(`keeps.reports.${part}`),
      days: 365,
      forget: (house, before) => house.database.system((tx) => forgetReports(tx, before)),
    },
  ],
  processing: (locale, part) => words(locale)(`processing.${part}`),
  erase: leaveRequests,
};
