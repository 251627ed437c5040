import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { stanceWords } from './views/parts.tsx';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal');
const people = { by_person: 'former' } as const;

/** The way it was decided and the stance, by which its words are found. */
const choice = `(select d.process ->> 'key' from decision d where d.id = t.decision_id) || ' ' || t.stance`;
/** What was given to which option. */
const marks = `(select string_agg(o.text || ': ' || (t.marks ->> o.id::text), ', ' order by o.position)
  from decision_option o where o.decision_id = t.decision_id and t.marks ? o.id::text)`;

/** Of a comment that calls them only what about: the words are another's. */
const callText = `(select d.title from discussion_comment c join decision d on d.id = c.discussion_id where c.id = t.comment_id)`;
const stepText = '(select d.text from to_do d where d.id = t.to_do_id)';
const readOf = `(select d.title from decision_statement s join decision d on d.id = s.decision_id where s.id = t.statement_id)`;
const ratedTitle = '(select d.title from decision d where d.id = t.decision_id)';
const readTitle = '(select d.title from decision d where d.id = t.discussion_id)';

/** What was decided stays; who proposed and said it is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'decision',
      title,
      people: { ...people, withdrawn_by: 'former' },
      tells: { seen: { title: 't.title', at: 't.at', done: 't.settled_at' } },
    },
    {
      table: 'decision_version',
      title,
      people,
      tells: { seen: { text: 't.text', note: 't.because', at: 't.at' } },
    },
    {
      table: 'decision_voice',
      title,
      people: { ...people, person_id: 'former' },
      tells: { seen: { choice, note: marks, reason: 't.reason', at: 't.at' } },
    },
    { table: 'decision_aside', title, people, tells: { seen: { reason: 't.reason', at: 't.at' } } },
    {
      table: 'decision_aside_word',
      title,
      people: { ...people, person_id: 'former' },
      tells: { seen: { reason: 't.reason', at: 't.at' } },
    },
    {
      table: 'decision_aside_yes',
      title,
      people: { ...people, person_id: 'former' },
      tells: { seen: { at: 't.at' } },
    },
    { table: 'decision_reopening', title, people, tells: { seen: { reason: 't.because', at: 't.at' } } },
    { table: 'decision_step', title, people, tells: { seen: { text: stepText, at: 't.at' } } },
    { table: 'decision_acknowledgement', title, people, tells: { seen: { title: readOf, at: 't.at' } } },
    { table: 'decision_publication', title, people, tells: { seen: { at: 't.at' } } },
    { table: 'decision_telling', title, people, tells: { seen: { address: 't.address', at: 't.at' } } },
    {
      table: 'decision_telling',
      title,
      people: {},
      where: 'lower(t.address) = any ($addresses)',
      tells: { own: { address: 't.address', at: 't.at' } },
    },
    { table: 'decision_extension', title, people, tells: { seen: { reason: 't.reason', at: 't.at' } } },
    { table: 'decision_move', title, people, tells: { seen: { reason: 't.reason', at: 't.at' } } },
    { table: 'decision_promise', title, people, tells: { seen: { reason: 't.because', at: 't.at' } } },
    {
      table: 'decision_rating',
      title,
      people: { audience_id: 'delete' },
      tells: { own: { title: ratedTitle, choice: 't.level' } },
    },
    {
      table: 'discussion_comment',
      title,
      people,
      tells: { seen: { text: 't.text', at: 't.at', done: 't.taken_back_at' } },
    },
    { table: 'discussion_earlier', title, people, tells: { seen: { text: 't.text', at: 't.at' } } },
    {
      table: 'discussion_call',
      title,
      people: { audience_id: 'delete' },
      tells: { own: { text: callText, used: 't.seen_at' } },
    },
    {
      table: 'discussion_read',
      title,
      people: { audience_id: 'delete' },
      tells: { own: { title: readTitle, note: 't.upto' } },
    },
    {
      table: 'decision_statement',
      title,
      people,
      tells: { seen: { text: 't.text', reason: 't.because', at: 't.at' } },
    },
  ],
  reads: {
    decision_voice: ({ choice }, { locale }) => {
      const [key, stance] = typeof choice === 'string' ? choice.split(' ') : [];
      return key && stance ? { choice: stanceWords(locale, { key }, stance) } : {};
    },
  },
};
