import type { Scope } from '../../platform/scope.ts';

/** Everybody for themselves; administrators for others, on their request. */
export function mayErase(scope: Scope, person: string): boolean {
  return scope.person?.id === person || scope.administers;
}
