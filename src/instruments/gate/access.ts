import type { Scope } from '../../platform/scope.ts';
import { answersFor } from '../partnerships/access.ts';

type Inside = { contributes: boolean; facilitates: boolean };

/** Where a partner stands is said by who answers for it; for one without people a facilitator writes it down. */
export function mayState(scope: Scope, inside: Inside, partner: string, withoutPeople: boolean): boolean {
  return withoutPeople ? inside.facilitates : inside.contributes && answersFor(scope, partner);
}

/** For which sides somebody may say whether an outcome becomes public. */
export function sidesOf(scope: Scope, inside: Inside, partner: string): ('partner' | 'facilitator')[] {
  return [
    ...(inside.contributes && answersFor(scope, partner) ? (['partner'] as const) : []),
    ...(inside.facilitates ? (['facilitator'] as const) : []),
  ];
}
