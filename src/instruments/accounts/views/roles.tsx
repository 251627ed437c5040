import type { words } from '../messages/index.ts';

type Say = ReturnType<typeof words>;
const known = ['administrator', 'lead', 'contact', 'deputy', 'member', 'claimant'] as const;

/** A role as people call it. */
export function roleName(t: Say, role: string): string {
  const found = known.find((one) => one === role);
  return t(found ? `role.${found}` : 'role.other');
}
