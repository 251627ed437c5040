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

/** The title, and when all look again: for those who answer for a partner, and for the facilitator. */
export function maySetFrame(scope: Scope, inside: Inside): boolean {
  return (
    inside.facilitates ||
    (inside.contributes && inside.mine !== undefined && answersFor(scope, inside.mine.id))
  );
}
