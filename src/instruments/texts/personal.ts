import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.texts');

/** What was written and agreed together stays; who wrote it is named as its partnership remembers them. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'document',
      title,
      people: { begun_by: 'former' },
      tells: { seen: { title: 't.title', at: 't.begun_at' } },
    },
    {
      table: 'document_block',
      title,
      people: { removed_by: 'former' },
      tells: { seen: { title: 't.heading', done: 't.removed_at' } },
    },
    {
      table: 'block_version',
      title,
      people: { by_person: 'former' },
      tells: { seen: { title: 't.heading', text: 't.text', at: 't.at' } },
    },
    {
      table: 'block_comment',
      title,
      people: { by_person: 'former', settled_by: 'former' },
      tells: { seen: { text: 't.text', at: 't.at', done: 't.settled_at' } },
    },
    {
      table: 'document_occasion',
      title,
      people: { by_person: 'former', removed_by: 'former' },
      tells: { seen: { title: 't.event', text: 't.sign', at: 't.at', done: 't.removed_at' } },
    },
    {
      table: 'document_happening',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: {
          title: '(select o.event from document_occasion o where o.id = t.occasion_id)',
          text: 't.text',
          at: 't.at',
        },
      },
    },
    {
      table: 'document_look',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: { title: '(select d.title from document d where d.id = t.document_id)', at: 't.at' },
      },
    },
    {
      table: 'block_adoption',
      title,
      people: { by_person: 'former' },
      tells: {
        seen: {
          title: `(select v.heading from block_version v where v.block_id = t.block_id and v.number = t.version)`,
          choice: 't.answer',
          reason: 't.reason',
          at: 't.at',
        },
      },
    },
  ],
  reads: {
    block_adoption: ({ choice }, { locale }) =>
      choice ? { choice: words(locale)(choice === 'yes' ? 'answers.yes' : 'answers.not-yet') } : {},
  },
};
