import { hopes, triggers } from './rules.ts';

/** Everything that an answer needs before it can be sealed: money first, the rest in part. */
export const wholeAnswer: Readonly<Record<string, string>> = {
  'need-1': '0',
  'need-1-words': 'A year of rent',
  ...Object.fromEntries([...triggers, ...hopes].map((item) => [item, '1'])),
};
