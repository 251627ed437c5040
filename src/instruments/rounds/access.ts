import type { Scope } from '../../platform/scope.ts';
import { facilitates } from '../partnerships/access.ts';

type Inside = { contributes: boolean; partnership: { endedAt: Date | null } };

/** Everybody who contributes may ask; in a partnership that is over nobody does. */
export function mayAsk({ contributes, partnership }: Inside): boolean {
  return contributes && !partnership.endedAt;
}

/** Who asked and who facilitates may give more time, ask others too, or take the question back. */
export function mayMove(scope: Scope, round: { space: string; askedBy: string | null }): boolean {
  return facilitates(scope, round.space) || (scope.person !== null && round.askedBy === scope.person.id);
}
