import { roles } from './rules.ts';

/** Everything that an answer needs before it can be sealed: all together, for up to ten years. */
export const wholeAnswer: Readonly<Record<string, string>> = {
  ...Object.fromEntries(roles.map((role) => [role, '3'])),
  long: '2',
};
