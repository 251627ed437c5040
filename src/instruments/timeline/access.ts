import type { Scope } from '../../platform/scope.ts';

type Inside = { facilitates: boolean; contributes: boolean };

/**
 * What somebody put in is changed, taken out and put back by them, and by who facilitates. What a facilitator took out
 * only facilitators put back: somebody may be recognised in a picture.
 */
export function mayChange(
  scope: Scope,
  { facilitates, contributes }: Inside,
  { addedBy, removedBy }: { addedBy: string | null; removedBy: string | null },
): boolean {
  const me = scope.person?.id;
  const own = addedBy !== null && addedBy === me && (removedBy === null || removedBy === me);
  return contributes && (facilitates || own);
}
