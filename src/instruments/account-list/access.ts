import type { Scope } from '../../platform/scope.ts';

/** Administrators close and open the accounts of others, never their own. */
export function mayClose(scope: Scope, person: string): boolean {
  return scope.administers && scope.person?.id !== person;
}
