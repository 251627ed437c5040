import { rolesIn, type Scope } from '../../platform/scope.ts';

/** The own organisation and nobody else: being an administrator of the city opens nothing here. */
export function maySeeAllies(scope: Scope, organisation: string): boolean {
  return rolesIn(scope, organisation).some((role) => role !== 'observer');
}
