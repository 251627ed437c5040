import type { Scope } from '../../platform/scope.ts';

/** Training sessions are the city's: its administrators keep them. */
export function mayKeepTrainings(scope: Scope): boolean {
  return scope.administers;
}
