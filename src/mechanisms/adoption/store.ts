import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Adopting } from '../../platform/instrument.ts';
import { wanted } from '../decision/store/wanted.ts';
import { own } from '../decision/store/writing.ts';
import type { Asked, Terms } from './rules.ts';
import { usualTerms } from './rules.ts';
import './tables.ts';

/** The terms under which a text is adopted, or, without one, whatever has none of its own. */
export async function findTerms(tx: Tx, space: string, document: string | null): Promise<Terms> {
  const found = await tx.db
    .selectFrom('adoption_terms')
    .select(['process', 'days', 'quorum'])
    .where('id', '=', sql<string>`adoption_terms_in(${space}, ${document})`)
    .executeTakeFirst();
  return found ?? usualTerms;
}

export async function insertTerms(
  tx: Tx,
  {
    space,
    document,
    asAll,
    process,
    ...terms
  }: Terms & { space: string; document: string | null; asAll: boolean },
): Promise<string> {
  const row = own(tx, space);
  await tx.db
    .insertInto('adoption_terms')
    .values({
      ...row,
      ...terms,
      document_id: document,
      as_all: asAll,
      process: process && JSON.stringify(process),
    })
    .execute();
  return row.id;
}

/** What is adopted: its kind and its ids. */
export type Subject = Pick<Adopting, 'kind'> &
  Partial<Pick<Adopting, 'document' | 'block' | 'version' | 'terms' | 'limits'>>;

/** What is adopted when the words of this number of a decision hold. */
export async function insertAdoptions(
  tx: Tx,
  { space, decision, number }: { space: string; decision: string; number: number },
  subjects: readonly Subject[],
): Promise<void> {
  await tx.db
    .insertInto('adoption')
    .values(
      subjects.map(
        ({ kind, document = null, block = null, version = null, terms = null, limits = null }) => ({
          ...own(tx, space),
          ...{ decision_id: decision, number, kind, version },
          ...{ document_id: document, block_id: block, terms_id: terms, delegation_id: limits },
        }),
      ),
    )
    .execute();
}

/** Of a decision what its last words say. */
const isLast = sql<boolean>`a.number = (
  select max(v.number) from decision_version v where v.decision_id = a.decision_id)`;

const adoptions = (tx: Tx) =>
  tx.db
    .selectFrom('adoption as a')
    .select(['a.id', 'a.space_id as space', 'a.decision_id as decision', 'a.kind'])
    .select(['a.document_id as document', 'a.block_id as block', 'a.version', 'a.terms_id as terms'])
    .select('a.delegation_id as limits')
    .where(isLast);

/** What a decision adopts once it holds; nothing for most. */
export function listAdopting(tx: Tx, decision: string): Promise<Adopting[]> {
  return adoptions(tx).where('a.decision_id', '=', decision).orderBy('a.id').execute();
}

const asked = (tx: Tx) =>
  adoptions(tx)
    .innerJoin('decision as d', 'd.id', 'a.decision_id')
    .select(['a.number', 'a.at', 'd.title', 'd.locale', 'd.due_at as dueAt', 'd.outcome'])
    .select(wanted('d').as('stage'))
    .select([
      'd.settled_at as settledAt',
      'd.withdrawn_at as withdrawnAt',
      sql<boolean | null>`decision_holds(d.id)`.as('holds'),
    ])
    .where('d.withdrawn_at', 'is', null);

export type AskedAbout = Adopting & Asked & { number: number; at: Date; title: string };

/** Of each part of a text, and of looking at all of it, what was put to all last. What was taken back is not told. */
export function listAsked(tx: Tx, document: string): Promise<AskedAbout[]> {
  return asked(tx)
    .distinctOn(['a.kind', 'a.block_id'])
    .where('a.document_id', '=', document)
    .orderBy('a.kind')
    .orderBy('a.block_id')
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}

/** So many are told of: nobody changes how they adopt more often. */
const mostTerms = 50;

/** Terms that were put to all, the latest first, each with the text that they are for. */
export function listTermsAsked(tx: Tx, space: string) {
  return asked(tx)
    .innerJoin('adoption_terms as t', 't.id', 'a.terms_id')
    .leftJoin('document as o', 'o.id', 't.document_id')
    .select(['t.process', 't.days', 't.quorum', 't.as_all as asAll', 'a.adopted_at as adoptedAt'])
    .select(['t.document_id as forDocument', 'o.title as forTitle', 'o.locale as forLocale'])
    .where('a.space_id', '=', space)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostTerms)
    .execute();
}
export type TermsAsked = Awaited<ReturnType<typeof listTermsAsked>>[number];

/** What was put to all last of rules by which some decide, taken back or not: with when it was adopted. */
export function findLimitsAsked(tx: Tx, space: string) {
  return adoptions(tx)
    .innerJoin('decision as d', 'd.id', 'a.decision_id')
    .select(['a.at', 'a.adopted_at as adoptedAt', 'd.title', 'd.locale', 'd.due_at as dueAt', 'd.outcome'])
    .select(wanted('d').as('stage'))
    .select([
      'd.settled_at as settledAt',
      'd.withdrawn_at as withdrawnAt',
      sql<boolean | null>`decision_holds(d.id)`.as('holds'),
    ])
    .where('a.space_id', '=', space)
    .where('a.kind', '=', 'limits')
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What a decision adopts and has not yet, held until the end of the transaction. Past the guards. */
export function holdAdopting(tx: Tx, decision: string): Promise<Adopting[]> {
  return adoptions(tx)
    .where('a.decision_id', '=', decision)
    .where('a.adopted_at', 'is', null)
    .orderBy('a.id')
    .forUpdate()
    .execute();
}

/** It is adopted, now unless it was on another day. Past the guards. */
export async function markAdopted(tx: Tx, id: string, at = tx.now): Promise<void> {
  await tx.db.updateTable('adoption').set({ adopted_at: at }).where('id', '=', id).execute();
}

/** Terms, and the text that they are for. */
export function findTermsOf(tx: Tx, id: string) {
  return tx.db
    .selectFrom('adoption_terms as t')
    .leftJoin('document as o', 'o.id', 't.document_id')
    .select(['t.process', 't.as_all as asAll', 't.document_id as document', 'o.title'])
    .where('t.id', '=', id)
    .executeTakeFirst();
}
