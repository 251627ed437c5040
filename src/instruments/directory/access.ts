import type { Opening } from '../../platform/database/database.ts';
import { rolesIn, type Scope } from '../../platform/scope.ts';
import type { Kind } from './rules.ts';

/** What of an organisation decides who may do what with it. */
export type Guarded = { id: string; kind: Kind; claimed_at: Date | null };

const editors = ['lead', 'contact', 'deputy'];

/** Whether somebody speaks for an organisation. */
export function speaksFor(scope: Scope, organisation: string): boolean {
  return rolesIn(scope, organisation).some((role) => editors.includes(role));
}

/**
 * Its own people keep an organisation's page. Administrators do so for the city's departments, and for those
 * that nobody speaks for yet; once an organisation is claimed, its page is its own.
 */
export function mayEdit(scope: Scope, organisation: Guarded): boolean {
  if (speaksFor(scope, organisation.id)) return true;
  return scope.administers && (organisation.kind === 'department' || !organisation.claimed_at);
}

/** Row level security knows members only: an administrator's act opens the space for itself, after `mayEdit`. */
export function openingFor(scope: Scope, organisation: Guarded): Opening {
  return !speaksFor(scope, organisation.id) && mayEdit(scope, organisation)
    ? { grant: [organisation.id] }
    : {};
}

/** Anybody may ask to speak for an organisation that nobody speaks for. Departments are the city's. */
export function mayBeClaimed(organisation: Guarded): boolean {
  return organisation.kind !== 'department' && !organisation.claimed_at;
}
