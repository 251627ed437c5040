import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

export const personal: Personal = {
  rows: [
    {
      table: 'directory_upload',
      title: (locale) => words(locale)('title'),
      people: {},
      where: `t.audience = 'person' and t.audience_id = any ($people)`,
      tells: { own: { kind: 't.kind', at: 't.at', text: 't.text' } },
    },
  ],
};
