import type { Scope } from '../../platform/scope.ts';
import { wordFor } from '../partnerships/access.ts';

type Inside = {
  mine: { id: string; joinedAt: Date | null } | undefined;
  facilitates: boolean;
  contributes: boolean;
};

/** The partner that somebody weighs for: any of its people, once it has joined. */
export function weighsFor({ mine, contributes }: Inside): string | undefined {
  return contributes && mine?.joinedAt ? mine.id : undefined;
}

/** Saying that an outcome was looked at: for those who answer for a partner, and for the facilitator. */
export function mayLook(scope: Scope, inside: Inside): boolean {
  return inside.facilitates || wordFor(scope, inside) !== undefined;
}
