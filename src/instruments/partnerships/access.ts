import { rolesIn, type Scope, scopeOf } from '../../platform/scope.ts';

/** In a partnership itself. Who speaks for a partner says so by a role in the partner's own space. */
export type PartnershipRole = 'facilitator' | 'participant' | 'observer';

/** Roles at a partner: one lead who answers for it, one deputy, others who work with them, and who looks on. */
export const partnerRoles = ['lead', 'deputy', 'member', 'observer'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/** Where somebody sits, each place once. */
export type Seats = {
  /** Partnerships they take part in, in any role. */
  within: readonly string[];
  /** Partnerships they contribute to: they do not only look on. */
  contributes: readonly string[];
  facilitates: readonly string[];
  /** Partners they speak for: as lead, deputy or member. */
  speaks: readonly string[];
  /** Partners they answer for: as lead or deputy. */
  answers: readonly string[];
};

export function seatsOf({ memberships }: Scope): Seats {
  const held = (kind: 'partnership' | 'partner', roles: (role: string) => boolean) => {
    const found = memberships.filter(
      (one) => one.kind === kind && one.role !== 'claimant' && roles(one.role),
    );
    return [...new Set(found.map(({ space }) => space))];
  };
  return {
    within: held('partnership', () => true),
    contributes: held('partnership', (role) => role !== 'observer'),
    facilitates: held('partnership', (role) => role === 'facilitator'),
    speaks: held('partner', (role) => role !== 'observer'),
    answers: held('partner', (role) => role === 'lead' || role === 'deputy'),
  };
}

/** Whoever takes part in a partnership in any role reads what its partners share. */
export function takesPart(scope: Scope, partnership: string): boolean {
  return rolesIn(scope, partnership).length > 0;
}

export function facilitates(scope: Scope, partnership: string): boolean {
  return rolesIn(scope, partnership).includes('facilitator');
}

/** Who contributes: facilitators and the people of partners, but nobody who only looks on. */
export function contributes(scope: Scope, partnership: string): boolean {
  return rolesIn(scope, partnership).some((role) => role !== 'observer');
}

/** The partner among these that somebody speaks for, if any: as lead, deputy or member. */
export function speaksFor<Partner extends { id: string }>(
  scope: Scope,
  partners: readonly Partner[],
): Partner | undefined {
  return partners.find(({ id }) => rolesIn(scope, id).some((role) => role !== 'observer'));
}

/**
 * The partners whose word somebody writes down: their own as soon as it has joined and, for who facilitates, each that
 * has no people of its own. `recorded` says that it is written down for them.
 */
export function tellsFor<Partner extends { id: string; joinedAt: Date | null }>(
  inside: {
    partners: readonly Partner[];
    mine: Partner | undefined;
    contributes: boolean;
    facilitates: boolean;
  },
  withoutPeople: ReadonlySet<string>,
): { partner: Partner; recorded: boolean }[] {
  const { partners, mine, contributes, facilitates } = inside;
  const silent = partners.filter(({ id, joinedAt }) => facilitates && joinedAt && withoutPeople.has(id));
  return [
    ...(contributes && mine?.joinedAt ? [{ partner: mine, recorded: false }] : []),
    ...silent.map((partner) => ({ partner, recorded: true })),
  ];
}

/** Adopting and letting people in is for those who answer for a partner. */
export function answersFor(scope: Scope, partner: string): boolean {
  return rolesIn(scope, partner).some((role) => role === 'lead' || role === 'deputy');
}

/** The partner (its id) whose word somebody gives where partners say yes: as its lead or deputy, once it has joined. */
export function wordFor(
  scope: Scope,
  { mine, contributes }: { mine: { id: string; joinedAt: Date | null } | undefined; contributes: boolean },
): string | undefined {
  return contributes && mine?.joinedAt && answersFor(scope, mine.id) ? mine.id : undefined;
}

export function leads(scope: Scope, partner: string): boolean {
  return rolesIn(scope, partner).includes('lead');
}

/**
 * What somebody may do about the people of a partner. One with people lets others in itself: whoever could send
 * somebody there would read what it keeps to itself. `awaits`: nobody is there, and nobody left closed words there.
 */
export function rightsAt(
  scope: Scope,
  partner: { partnership: string; id: string; awaits: boolean },
  people: readonly { role: string }[],
): { invites: boolean; names: boolean; ends: boolean } {
  const there = (role: PartnerRole) => people.some((one) => one.role === role);
  // A deputy stands in as long as nobody leads.
  const own = leads(scope, partner.id) || (!there('lead') && answersFor(scope, partner.id));
  const helps = facilitates(scope, partner.partnership);
  return {
    invites: answersFor(scope, partner.id) || (helps && partner.awaits),
    names: own || (helps && !there('lead') && !there('deputy')),
    ends: own,
  };
}

/** Somebody who takes up an invitation without an account, and is nobody yet. */
export function asNewGuest(person: string, name: string): Scope {
  return scopeOf({ id: person, name, kind: 'guest' }, []);
}
