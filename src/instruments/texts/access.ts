import type { Scope } from '../../platform/scope.ts';
import { answersFor } from '../partnerships/access.ts';

type Inside = {
  mine: { id: string; joinedAt: Date | null } | undefined;
  facilitates: boolean;
  contributes: boolean;
};

/** Whoever contributes writes and comments; who only looks on reads. */
export function mayWrite({ contributes }: Inside): boolean {
  return contributes;
}

/** The partner whose word somebody gives: as its lead or deputy, once it has joined. */
export function speaksAs(scope: Scope, { mine, contributes }: Inside): string | undefined {
  return contributes && mine?.joinedAt && answersFor(scope, mine.id) ? mine.id : undefined;
}

/** The title, and when all look again: for those who answer for a partner, and for the facilitator. */
export function maySetFrame(scope: Scope, inside: Inside): boolean {
  return (
    inside.facilitates ||
    (inside.contributes && inside.mine !== undefined && answersFor(scope, inside.mine.id))
  );
}

/** The word of a partner that does not sign in is written down by a facilitator, and by nobody else's. */
export function mayRecordFor(inside: Inside, partner: { people: number; joinedAt: Date | null }): boolean {
  return inside.facilitates && partner.people === 0 && partner.joinedAt !== null;
}
