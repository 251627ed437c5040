import type { Scope } from '../../platform/scope.ts';
import { answersFor } from '../partnerships/access.ts';

type Inside = {
  mine: { id: string; joinedAt: Date | null } | undefined;
  contributes: boolean;
  facilitates: boolean;
};

/** The partner whose own goals somebody reads and rates: any of its people who contribute, once it has joined. */
export function ratesFor({ mine, contributes }: Inside): string | undefined {
  return contributes && mine?.joinedAt ? mine.id : undefined;
}

/** Where a fit fell: the partner's lead or deputy and who facilitates say what came of talking about it. */
export function mayTalk(scope: Scope, inside: Inside, partner: string): boolean {
  return inside.facilitates || (inside.contributes && answersFor(scope, partner));
}
