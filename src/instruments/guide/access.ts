import type { Scope } from '../../platform/scope.ts';

/** The city's copy of the guide is the city's: its administrators put it in its words. */
export function mayAdapt(scope: Scope): boolean {
  return scope.administers;
}
