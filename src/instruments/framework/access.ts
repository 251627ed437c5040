import type { Scope } from '../../platform/scope.ts';

/** The framework is the city's: its administrators lay it down. */
export function mayKeepFramework(scope: Scope): boolean {
  return scope.administers;
}

/** Whoever contributes to a partnership notes what applies to it; who only looks on reads. */
export function mayNote({ contributes }: { contributes: boolean }): boolean {
  return contributes;
}
