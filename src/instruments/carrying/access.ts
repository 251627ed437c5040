import type { Scope } from '../../platform/scope.ts';
import { answersFor, facilitates } from '../partnerships/access.ts';

/** Who facilitates, and who answers for a partner, takes along what all who take part may read; also when it has ended. */
export function mayTakeAlong(
  scope: Scope,
  partnership: string,
  partners: readonly { id: string }[],
): boolean {
  return facilitates(scope, partnership) || partners.some(({ id }) => answersFor(scope, id));
}
