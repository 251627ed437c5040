import type { Scope } from '../../platform/scope.ts';

/** How a city decides is the city's: its administrators keep it. */
export function mayAdaptWays(scope: Scope): boolean {
  return scope.administers;
}
