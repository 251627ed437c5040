import type { Scope } from '../../platform/scope.ts';
import { answersFor } from '../partnerships/access.ts';

type Joined = { id: string; joinedAt: Date | null };
type Inside = { partners: readonly Joined[]; facilitates: boolean; contributes: boolean };

/** The partner whose word somebody gives: as its lead or deputy, once it has joined. Also after the partnership has ended. */
export function givesWordOf(scope: Scope, { partners }: Pick<Inside, 'partners'>): string | undefined {
  return partners.find(({ id, joinedAt }) => joinedAt && answersFor(scope, id))?.id;
}

/** The whole page is taken off by any partner, and by who facilitates; whether the partnership goes on or not. */
export function mayTakeOff(scope: Scope, inside: Pick<Inside, 'partners'>, facilitated: boolean): boolean {
  return facilitated || givesWordOf(scope, inside) !== undefined;
}
