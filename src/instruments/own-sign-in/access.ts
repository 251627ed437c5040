import type { Scope } from '../../platform/scope.ts';
import { mayManagePeople } from '../accounts/access.ts';

/** Who lets people into an organisation also says by which door. The city has none of its own. */
export function mayManageSignIn(
  scope: Scope,
  space: { id: string; kind: string; keptByCity: boolean },
): boolean {
  return space.kind === 'organisation' && mayManagePeople(scope, space);
}
