import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

type Row = Personal['rows'][number];
const title: Row['title'] = (locale) => words(locale)('personal.fit');

/** What somebody wrote for a partner or for all: it stays, as the partner's. Own goals are read by its own people alone. */
const written = (table: string, seen: Extract<Row['tells'], { seen: unknown }>['seen']): Row => ({
  table,
  title,
  people: { by_person: 'former' },
  tells: { seen },
});

export const personal: Personal = {
  of: 'partnerships',
  rows: [
    written('fit_goal', { text: 't.text', at: 't.at', done: 't.removed_at' }),
    written('fit_own_goal', { text: 't.text', at: 't.at', done: 't.removed_at' }),
    written('fit_rating', { at: 't.at' }),
    written('fit_tension', { text: 't.reason', at: 't.at' }),
    written('fit_talk', { text: 't.text', at: 't.at' }),
  ],
  reads: { fit_rating: () => 'nothing' },
};
