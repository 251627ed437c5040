import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/id.ts';
import type { Span } from '../../../platform/instrument.ts';
import { holderLeft } from './roles.ts';
import './tables.ts';

/** Whom the partners would choose since a day; of each partner the latest word. */
export async function listNominations(tx: Tx, role: string, since: Date | undefined) {
  const rows = await tx.db
    .selectFrom('role_nomination as n')
    .leftJoin('person as p', 'p.id', 'n.person_id')
    .select(['n.id', 'n.partner_id as partner', 'n.person_id as person', 'p.name', 'n.reason', 'n.at'])
    .where('n.role_id', '=', role)
    .$if(since !== undefined, (query) => query.where('n.at', '>', since!))
    .orderBy('n.at')
    .orderBy('n.id')
    .execute();
  return [...new Map(rows.map((row) => [row.partner, row])).values()];
}
export type Nomination = Awaited<ReturnType<typeof listNominations>>[number];

export async function insertNomination(
  tx: Tx,
  nomination: { partnership: string; role: string; partner: string; person: string; reason: string },
): Promise<void> {
  await tx.db
    .insertInto('role_nomination')
    .values({
      id: newId(),
      space_id: nomination.partnership,
      audience_id: null,
      role_id: nomination.role,
      partner_id: nomination.partner,
      person_id: nomination.person,
      reason: nomination.reason,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** The roles of a partnership that somebody is proposed for. */
export async function listProposedFor(tx: Tx, partnership: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('role as r')
    .innerJoin('role_proposal as o', 'o.role_id', 'r.id')
    .select('r.id')
    .where('r.space_id', '=', partnership)
    .where('r.removed_at', 'is', null)
    .where('o.closed_at', 'is', null)
    .orderBy('r.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The candidate who is put to all now, if any. */
export function findProposal(tx: Tx, role: string) {
  return tx.db
    .selectFrom('role_proposal as o')
    .leftJoin('person as p', 'p.id', 'o.person_id')
    .select(['o.id', 'o.person_id as person', 'p.name', 'o.reason', 'o.by_person as by', 'o.at'])
    .select(['o.willing_at as willingAt'])
    .where('o.role_id', '=', role)
    .where('o.closed_at', 'is', null)
    .executeTakeFirst();
}
export type Proposal = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

export async function insertProposal(
  tx: Tx,
  proposal: { partnership: string; role: string; person: string; reason: string },
): Promise<void> {
  const by = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('role_proposal')
    .values({
      id: newId(),
      space_id: proposal.partnership,
      audience_id: null,
      role_id: proposal.role,
      person_id: proposal.person,
      reason: proposal.reason,
      by_person: by,
      // Who proposes themselves is willing.
      willing_at: by === proposal.person ? tx.now : null,
      closed_at: null,
      outcome: null,
    })
    .execute();
}

export async function setWilling(tx: Tx, proposal: string): Promise<void> {
  await tx.db.updateTable('role_proposal').set({ willing_at: tx.now }).where('id', '=', proposal).execute();
}

export async function closeProposal(
  tx: Tx,
  proposal: string,
  outcome: 'appointed' | 'declined' | 'withdrawn',
): Promise<void> {
  await tx.db
    .updateTable('role_proposal')
    .set({ closed_at: tx.now, outcome })
    .where('id', '=', proposal)
    .execute();
}

/** All that was said to a candidate, in its order, by partners who are still there. */
export function listConsents(tx: Tx, proposal: string) {
  return tx.db
    .selectFrom('role_consent as c')
    .innerJoin('partner as p', 'p.id', 'c.partner_id')
    .select(['c.id', 'c.partner_id as partner', 'c.choice', 'c.reason', 'c.at'])
    .where('c.proposal_id', '=', proposal)
    .where('p.left_at', 'is', null)
    .orderBy('c.at')
    .orderBy('c.id')
    .execute();
}
export type Consent = Awaited<ReturnType<typeof listConsents>>[number];

export async function insertConsent(
  tx: Tx,
  consent: {
    partnership: string;
    proposal: string;
    partner: string;
    choice: 'yes' | 'objection';
    reason: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('role_consent')
    .values({
      id: newId(),
      space_id: consent.partnership,
      audience_id: null,
      proposal_id: consent.proposal,
      partner_id: consent.partner,
      choice: consent.choice,
      reason: consent.reason,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** Somebody, and the partnerships that they take part in: nowhere else is looked. */
type Somebody = { person: string; partnerships: readonly string[] };

/** For desks: the choices that are open in somebody's partnerships, with what their partners said last. */
export function listOpenProposals(tx: Tx, { person, partnerships }: Somebody, partners: readonly string[]) {
  return tx.db
    .selectFrom('role_proposal as o')
    .innerJoin('role as r', 'r.id', 'o.role_id')
    .innerJoin('partnership as p', 'p.id', 'o.space_id')
    .leftJoin('partner as mine', (join) =>
      join.onRef('mine.space_id', '=', 'p.id').on('mine.id', 'in', partners.length > 0 ? partners : [person]),
    )
    .leftJoin('person as who', 'who.id', 'o.person_id')
    .select([
      'o.id',
      'r.id as role',
      'p.id as partnership',
      'p.name as partnershipName',
      'r.title',
      'p.locale as lang',
    ])
    .select(['o.person_id as person', 'who.name', 'o.willing_at as willingAt', 'mine.id as partner'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('role_consent as c')
          .select('c.id')
          .whereRef('c.proposal_id', '=', 'o.id')
          .whereRef('c.partner_id', '=', 'mine.id'),
      ).as('said'),
    )
    .where('r.space_id', 'in', partnerships)
    .where('o.closed_at', 'is', null)
    .where('r.removed_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .execute();
}

/** Partnerships in which a term ends on one of these days. Past the guards. */
export async function listSpacesEnding(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('role_term')
    .select('space_id')
    .distinct()
    .where('ended_at', 'is', null)
    .where('until', '>=', firstDay)
    .where('until', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** For desks: roles of these partnerships whose term is over or whose holder has left, and nobody is proposed. */
export function listUnheld(tx: Tx, partnerships: readonly string[], today: string) {
  return tx.db
    .selectFrom('role_term as t')
    .innerJoin('role as r', 'r.id', 't.role_id')
    .innerJoin('partnership as p', 'p.id', 't.space_id')
    .select(['r.id as role', 'p.id as partnership', 'p.name as partnershipName', 'r.title'])
    .select(['p.locale as lang', 't.until', holderLeft.as('left')])
    .where('r.space_id', 'in', partnerships)
    .where('t.ended_at', 'is', null)
    .where(({ eb, or }) => or([eb('t.until', '<', today), holderLeft]))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('role_proposal as o')
            .select('o.id')
            .whereRef('o.role_id', '=', 'r.id')
            .where('o.closed_at', 'is', null),
        ),
      ),
    )
    .where('r.removed_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .orderBy('t.until')
    .limit(50)
    .execute();
}

/** For desks: terms of somebody that end by a day, or have ended and were not passed on. */
export function listEnding(tx: Tx, { person, partnerships }: Somebody, by: string) {
  return tx.db
    .selectFrom('role_term as t')
    .innerJoin('role as r', 'r.id', 't.role_id')
    .innerJoin('partnership as p', 'p.id', 't.space_id')
    .select([
      'r.id as role',
      'p.id as partnership',
      'p.name as partnershipName',
      'r.title',
      'p.locale as lang',
      't.until',
    ])
    .where('r.space_id', 'in', partnerships)
    .where('t.person_id', '=', person)
    .where('t.ended_at', 'is', null)
    .where('t.until', '<=', by)
    .where('t.hand_over_at', 'is', null)
    .where('r.removed_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .execute();
}
