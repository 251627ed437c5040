import type { Side } from '../../mechanisms/request/rules.ts';
import { rolesIn, type Scope, scopeOf } from '../../platform/scope.ts';

type Sides = { id: string; askerOrganisation: string | null; unit: string | null };

/**
 * On which side of a request somebody is. Who is on both (a member of the group who works in the unit) is
 * the asker: nobody answers their own request. `observer`: may read, like the liaison desk that sent it on.
 */
export function sideOf(scope: Scope, request: Sides): Side | 'observer' | undefined {
  const roles = rolesIn(scope, request.id);
  const belongsTo = (organisation: string | null) =>
    organisation !== null && scope.organisations.includes(organisation);
  if (roles.includes('requester') || belongsTo(request.askerOrganisation)) return 'asker';
  if (roles.includes('responder') || belongsTo(request.unit)) return 'unit';
  return undefined;
}

/** Only the writer goes on with a page that is not sent. */
export function mayWrite(scope: Scope, brief: { writer: string }): boolean {
  return scope.person?.id === brief.writer;
}

/** A page that was held back is looked at by the people of the liaison desk. */
export function mayScreen(scope: Scope, liaison: string | undefined): boolean {
  return liaison !== undefined && scope.organisations.includes(liaison);
}

/** One may only write for organisations that one belongs to. */
export function maySpeakFor(scope: Scope, organisation: string): boolean {
  return scope.organisations.includes(organisation);
}

/** The visitor whom a signed link of theirs names: sees this one request and nothing else. */
export function asGuest(person: string, request: string): Scope {
  return scopeOf({ id: person, name: '', kind: 'guest' }, [
    { space: request, kind: 'request', role: 'requester' },
  ]);
}

/** Somebody who is only now beginning to write. */
export function asNewGuest(person: string): Scope {
  return scopeOf({ id: person, name: '', kind: 'guest' }, []);
}

/**
 * Whoever holds a link from a mail to a unit: answers this one request, as the person the mail went to, or as
 * nobody in particular where it went to the shared mailbox. Nothing else of the unit or of the person is open
 * to them. Whether the request is still with the unit is asked at the door.
 */
export function asReaderOf(request: string, person: { id: string; name: string } | null): Scope {
  return scopeOf(
    person && { ...person, kind: 'person' },
    [{ space: request, kind: 'request', role: 'responder' }],
    [request],
  );
}
