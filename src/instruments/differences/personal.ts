import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

const title: Personal['rows'][number]['title'] = (locale) => words(locale)('personal.differences');

type Seen = Extract<Personal['rows'][number]['tells'], { seen: unknown }>['seen'];

/** Something that somebody wrote for all partners: it stays, as the partner's. */
const written = (table: string, seen: Seen): Personal['rows'][number] => ({
  table,
  title,
  people: { by_person: 'former' },
  tells: { seen },
});

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    written('difference_option', { title: 't.text', text: 't.needs', at: 't.at', done: 't.removed_at' }),
    written('difference_criterion', { title: 't.text', at: 't.at', done: 't.removed_at' }),
    written('difference_weight', { at: 't.at' }),
    written('difference_way', {
      choice: 't.kind',
      text: 't.text',
      note: 't.sign',
      at: 't.at',
      due: 't.review_on',
    }),
    written('difference_word', { choice: 't.yes', reason: 't.reason', at: 't.at' }),
    written('difference_look', { text: 't.text', at: 't.at', due: 't.review_on' }),
  ],
  reads: {
    difference_weight: () => 'nothing',
    difference_way: ({ choice }, { locale }) =>
      typeof choice === 'string' ? { choice: words(locale)(`way.${choice}` as 'way.one') } : {},
    difference_word: ({ choice }, { locale }) =>
      typeof choice === 'boolean' ? { choice: words(locale)(choice ? 'word.yes' : 'word.no') } : {},
  },
};
