import type { Scope } from '../../platform/scope.ts';

type Inside = { facilitates: boolean; contributes: boolean };

/** Who proposed it, and who facilitates: saying it anew, giving more time, ending, taking back, writing down. */
export function maySteer(
  scope: Scope,
  { facilitates, contributes }: Inside,
  byPerson: string | null,
): boolean {
  return facilitates || (contributes && byPerson !== null && byPerson === scope.person?.id);
}
