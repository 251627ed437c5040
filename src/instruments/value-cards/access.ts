import { rolesIn, type Scope } from '../../platform/scope.ts';

/** Everybody who belongs to the organisation may write its cards; whoever only watches may not. */
export function mayWriteCards(scope: Scope, organisation: string): boolean {
  return rolesIn(scope, organisation).some((role) => role !== 'observer');
}
