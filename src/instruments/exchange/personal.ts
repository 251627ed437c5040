import type { Personal } from '../../platform/personal/declared.ts';
import { forgetUploads } from './jobs.ts';
import { words } from './messages/index.ts';

export const personal: Personal = {
  of: 'directory',
  rows: [
    {
      table: 'directory_upload',
      title: (locale) => words(locale)('title'),
      people: {},
      where: `t.audience = 'person' and t.audience_id = any ($people)`,
      tells: { own: { kind: 't.kind', at: 't.at', text: 't.text' } },
    },
  ],
  reads: { directory_upload: () => ({ kind: undefined }) },
  keeps: [
    {
      say: (locale, part) => words(locale)(`keeps.uploads.${part}`),
      days: 1,
      forget: forgetUploads,
    },
  ],
};
