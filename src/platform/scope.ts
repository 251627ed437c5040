import type { PersonKind, SpaceKind } from './database/tables.ts';

declare const branded: unique symbol;

export type Membership = { space: string; kind: SpaceKind; role: string };

/**
 * Who acts, and what they take part in. Only the access gate makes one (`platform/accounts/gate.ts`,
 * or `asGuest` and `nobody` below); every store function asks for the transaction opened with it.
 */
export type Scope = {
  readonly [branded]: true;
  readonly person: { id: string; name: string; kind: PersonKind } | null;
  readonly memberships: readonly Membership[];
  /** Organisations the person belongs to (the ids of their spaces). */
  readonly organisations: readonly string[];
  readonly administers: boolean;
  /** Would administer, but the city wants a second factor first, and there is none. */
  readonly heldBack: boolean;
  /**
   * Spaces that a signed link opens to its holder. Row level security then knows these alone: `person` only
   * signs, as a link that was passed on must not open what else is theirs.
   */
  readonly opens: readonly string[];
};

/** Membership roles that are a wish, not a right. */
const pending = new Set(['claimant']);

export function scopeOf(
  person: Scope['person'],
  memberships: readonly Membership[],
  opens: readonly string[] = [],
  heldBack = false,
): Scope {
  const held = memberships.filter((membership) => !pending.has(membership.role));
  return {
    person,
    memberships,
    organisations: [...new Set(held.filter((m) => m.kind === 'organisation').map((m) => m.space))],
    administers: held.some((m) => m.kind === 'city' && m.role === 'administrator'),
    opens,
    heldBack,
  } as unknown as Scope;
}

/** Somebody we know nothing of: sees what is public. */
export const nobody: Scope = scopeOf(null, []);

/** The roles that somebody holds in a space themselves. */
export function rolesIn(scope: Scope, space: string): string[] {
  return scope.memberships.filter((m) => m.space === space && !pending.has(m.role)).map((m) => m.role);
}
