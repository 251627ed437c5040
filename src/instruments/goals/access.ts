import type { Scope } from '../../platform/scope.ts';

/** The register is the city's: its administrators keep it. */
export function mayKeepGoals(scope: Scope): boolean {
  return scope.administers;
}
