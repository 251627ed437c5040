import { rolesIn, type Scope } from '../../platform/scope.ts';

/** Leads let people in and out of their own organisation; administrators of the city's and any other's, never themselves. */
export function mayManagePeople(scope: Scope, space: string): boolean {
  return scope.administers || rolesIn(scope, space).includes('lead');
}
