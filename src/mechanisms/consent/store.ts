import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { once } from '../../platform/database/once.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { ConsentChoice } from './rules.ts';
import './tables.ts';

const proposals = (tx: Tx) =>
  tx.db
    .selectFrom('consent_proposal as o')
    .leftJoin('person as by', 'by.id', 'o.by_person')
    .select(['o.id', 'o.space_id as space', 'o.kind', 'o.choice', 'o.text', 'o.more', 'o.locale'])
    .select(['o.by_person as byPerson', 'by.name as byName', 'o.at', 'o.closed_at as closedAt', 'o.outcome']);

/** So many are told of: nobody decides the same question more often. */
const mostProposals = 50;

/** What a room has put to the partners of a space, the latest first. */
export function listProposals(tx: Tx, space: string, kind: string) {
  return proposals(tx)
    .where('o.space_id', '=', space)
    .where('o.kind', '=', kind)
    .orderBy('o.at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(mostProposals)
    .execute();
}
export type ConsentProposal = Awaited<ReturnType<typeof listProposals>>[number];

/** Held until the end of the transaction: what several say at once is counted one after the other. */
export async function lockProposal(tx: Tx, id: string): Promise<void> {
  await tx.db.selectFrom('consent_proposal').select('id').where('id', '=', id).forUpdate().execute();
}

/** One of a kind (the room's name) in a partnership; undefined where there is none, or it is another's. */
export function findProposal(tx: Tx, space: string, kind: string, id: string) {
  return proposals(tx)
    .where('o.id', '=', id)
    .where('o.space_id', '=', space)
    .where('o.kind', '=', kind)
    .executeTakeFirst();
}

/** All that was said to a proposal, in its order. */
export function listWords(tx: Tx, proposal: string) {
  return tx.db
    .selectFrom('consent_word as w')
    .leftJoin('person as by', 'by.id', 'w.by_person')
    .select(['w.id', 'w.partner_id as partner', 'w.choice', 'w.reason', 'w.locale', 'w.at'])
    .select(['w.recorded_how as recordedHow', 'w.recorded_on as recordedOn', 'by.name as byName'])
    .where('w.proposal_id', '=', proposal)
    .orderBy('w.at')
    .orderBy('w.id')
    .execute();
}
export type ConsentWord = Awaited<ReturnType<typeof listWords>>[number];

export type NewProposal = {
  /** The partnership. */
  space: string;
  /** The name of the room that asks. */
  kind: string;
  /** One of the ways that the room knows. */
  choice: string;
  /** Why. */
  text: string;
  /** What the room asks for besides; may be empty. */
  more: string;
  locale: Locale;
};

/** Puts it there, open and by the reader. The database lets one of a kind be open. Returns its id. */
export async function insertProposal(tx: Tx, proposal: NewProposal): Promise<string> {
  const { space, ...said } = proposal;
  const id = newId();
  await tx.db
    .insertInto('consent_proposal')
    .values({ id, space_id: space, audience_id: null, ...said, by_person: tx.scope.person?.id ?? null })
    .execute();
  return id;
}

export type NewWord = {
  /** Its id. */
  partner: string;
  choice: ConsentChoice;
  /** Of an objection; empty with a yes. */
  reason: string;
  locale: Locale;
  /** How and when it was told, where somebody writes it down. */
  recording: { how: RecordedHow; on: string } | undefined;
};

/** Adds a word by the reader; the database lets none be added to what is decided, nor for whom they do not speak. */
export async function insertWord(
  tx: Tx,
  proposal: { id: string; space: string },
  word: NewWord,
): Promise<void> {
  await tx.db
    .insertInto('consent_word')
    .values({
      id: newId(),
      space_id: proposal.space,
      audience_id: null,
      proposal_id: proposal.id,
      partner_id: word.partner,
      choice: word.choice,
      reason: word.reason,
      locale: word.locale,
      recorded_how: word.recording?.how ?? null,
      recorded_on: word.recording?.on ?? null,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** Decided or taken back, now; the database checks that it may be. */
export async function closeProposal(tx: Tx, id: string, outcome: 'agreed' | 'withdrawn'): Promise<void> {
  await tx.db
    .updateTable('consent_proposal')
    .set({ closed_at: tx.now, outcome })
    .where('id', '=', id)
    .execute();
}

export type Unspoken = {
  proposal: string;
  partnership: string;
  name: string;
  choice: string;
  partner: string;
  partnerName: string;
};

/**
 * Open proposals of a kind to which partners have said nothing yet: these, or those without people in these
 * partnerships. Nowhere but in `within` is looked.
 */
export async function listUnspoken(
  tx: Tx,
  kind: string,
  asked: { partners: readonly string[]; facilitated: readonly string[]; within: readonly string[] },
): Promise<Unspoken[]> {
  if (asked.partners.length + asked.facilitated.length === 0) return [];
  const { partners, facilitated, within } = asked;
  const rows = await once(tx, `unspoken ${[partners, facilitated, within].join(' ')}`, () =>
    findUnspoken(tx, asked),
  );
  return rows.filter((one) => one.kind === kind);
}

async function findUnspoken(tx: Tx, asked: Parameters<typeof listUnspoken>[2]) {
  const { rows } = await sql<Unspoken & { kind: string }>`
    select o.id as proposal, o.kind, s.id as partnership, s.name, o.choice, p.id as partner,
      partner_called(p.name, p.organisation_id) as "partnerName"
    from consent_proposal o
    join partnership s on s.id = o.space_id and s.ended_at is null
    join partner p on p.space_id = o.space_id and p.joined_at is not null and p.left_at is null
    where o.closed_at is null and o.space_id = any (${asked.within}::uuid[])
      and (p.id = any (${asked.partners}::uuid[])
        or (p.space_id = any (${asked.facilitated}::uuid[]) and app_without_people(p.id)))
      and not exists (select from consent_word w where w.proposal_id = o.id and w.partner_id = p.id)
    order by o.at, p.id limit 200`.execute(tx.db);
  return rows;
}
