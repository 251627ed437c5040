import { rolesIn, type Scope } from '../../platform/scope.ts';

/**
 * Leads let people in and out of their own organisation; administrators of the city, of its offices, and of
 * organisations that nobody speaks for yet. What others keep among themselves is none of their business.
 */
export function mayManagePeople(scope: Scope, space: { id: string; keptByCity: boolean }): boolean {
  return (scope.administers && space.keptByCity) || rolesIn(scope, space.id).includes('lead');
}
