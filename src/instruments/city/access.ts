import type { Scope } from '../../platform/scope.ts';

/** Administrators change what the city says of itself, and look after its mail. */
export function mayChangeCity(scope: Scope): boolean {
  return scope.administers;
}
