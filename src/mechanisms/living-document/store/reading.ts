import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Reasons } from '../rules.ts';
import '../tables.ts';

const columns = [
  'id',
  'space_id as space',
  'kind',
  'title',
  'locale',
  'round_id as round',
  'begun_at as begunAt',
  'revisit_on as revisitOn',
  'revisit_reason as revisitReason',
] as const;

/** A document of a space that the reader takes part in. */
export function findDocument(tx: Tx, space: string, id: string) {
  return tx.db
    .selectFrom('document')
    .select(columns)
    .where('id', '=', id)
    .where('space_id', '=', space)
    .executeTakeFirst();
}
export type Document = NonNullable<Awaited<ReturnType<typeof findDocument>>>;

/** Where a document stands, in numbers: of its blocks, of what all agreed on, and of what has come since. */
export type Numbered = Reasons & {
  blocks: number;
  /** Blocks in which something is written; that hold as they were last written; in which something does not hold. */
  written: number;
  agreed: number;
  changing: number;
  editions: number;
  /** When the last edition was agreed. */
  since: Date | null;
};
export type ListedDocument = Document & Numbered;

const documentsShown = 100;

/**
 * The documents of a space, in the order in which they were begun, a part at a time: where each
 * stands, and nothing of what is written or was said in it.
 */
export async function listDocuments(
  tx: Tx,
  space: string,
  after: string | undefined,
): Promise<Part<ListedDocument>> {
  const rows = await tx.db
    .selectFrom('document as d')
    .innerJoinLateral(
      sql<Pick<Numbered, 'blocks' | 'written' | 'agreed' | 'changing'>>`(
        select count(*)::int as blocks, count(v.number)::int as written,
          count(*) filter (where v.number = g.version)::int as agreed,
          count(*) filter (where v.number is distinct from g.version)::int as changing
        from document_block b
        left join lateral (
          select number from block_version where block_id = b.id order by number desc limit 1) v on true
        left join lateral (
          select version from block_agreement where block_id = b.id order by version desc limit 1) g on true
        where b.document_id = d.id and b.removed_at is null)`.as('n'),
      (join) => join.onTrue(),
    )
    .innerJoin(sql<Reasons>`document_reasons(d.id)`.as('r'), (join) => join.onTrue())
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('document_edition as e')
          .select(['e.number', 'e.at'])
          .whereRef('e.document_id', '=', 'd.id')
          .orderBy('e.number', 'desc')
          .limit(1)
          .as('e'),
      (join) => join.onTrue(),
    )
    .select(['d.id', 'd.space_id as space', 'd.kind', 'd.title', 'd.locale', 'd.round_id as round'])
    .select(['d.begun_at as begunAt', 'd.revisit_on as revisitOn', 'd.revisit_reason as revisitReason'])
    .select(['n.blocks', 'n.written', 'n.agreed', 'n.changing', 'e.at as since'])
    .select(['r.happened', 'r.joined', 'r.gone'])
    .select(({ fn, val }) => fn.coalesce('e.number', val(0)).as('editions'))
    .where('d.space_id', '=', space)
    .$if(after !== undefined, (query) => query.where('d.id', '>', after!))
    .orderBy('d.id')
    .limit(documentsShown + 1)
    .execute();
  return partOf(rows, documentsShown);
}

/** The documents of a space that belong to steps of the guide, newest first, and when each was last agreed. */
export function listDocumentsOfSteps(tx: Tx, space: string) {
  return agreedWhen(tx, space).where('d.element', 'is not', null).execute();
}

/** Those of a kind: what a room has made of its own work, newest first. */
export function listDocumentsOfKind(tx: Tx, space: string, kind: string) {
  return agreedWhen(tx, space).where('d.kind', '=', kind).execute();
}

const agreedWhen = (tx: Tx, space: string) =>
  tx.db
    .selectFrom('document as d')
    .select([
      'd.id',
      'd.title',
      'd.locale',
      'd.element',
      'd.begun_at as begunAt',
      'd.revisit_on as revisitOn',
    ])
    .innerJoin(sql<Reasons>`document_reasons(d.id)`.as('r'), (join) => join.onTrue())
    .select(['d.round_id as round', 'r.happened', 'r.joined', 'r.gone'])
    .select(
      sql<Date | null>`(select max(e.at) from document_edition e where e.document_id = d.id)`.as('agreedAt'),
    )
    .where('d.space_id', '=', space)
    .orderBy('d.begun_at', 'desc')
    .orderBy('d.id', 'desc');

/** Held until the end of the transaction: whatever is done to a text at the same instant comes one after the other. */
export function lockDocument(tx: Tx, id: string) {
  return tx.db.selectFrom('document').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Blocks of a document in their order, those that were taken out at the end. */
export function listBlocks(tx: Tx, document: string) {
  return tx.db
    .selectFrom('document_block')
    .select(['id', 'document_id as document', 'position', 'heading', 'question', 'removed_at as removedAt'])
    .where('document_id', '=', document)
    .orderBy('removed_at', (order) => order.asc().nullsFirst())
    .orderBy('position')
    .orderBy('id')
    .execute();
}
export type BlockRow = Awaited<ReturnType<typeof listBlocks>>[number];

const versions = (tx: Tx) =>
  tx.db
    .selectFrom('block_version as v')
    .leftJoin('person as p', 'p.id', 'v.by_person')
    .leftJoin('block_agreement as g', (join) =>
      join.onRef('g.block_id', '=', 'v.block_id').onRef('g.version', '=', 'v.number'),
    )
    .select(['v.id', 'v.block_id as block', 'v.number', 'v.heading', 'v.text', 'v.at'])
    .select(['v.by_person as byPerson', 'v.by_partner as byPartner', 'v.merged_from as mergedFrom'])
    .select(['p.name as byName', 'g.at as agreedAt', 'g.decision_id as decision']);

/** Of each block of a document the last version, the last with words and every one that all adopted, the first one first. */
export function listStanding(tx: Tx, document: string) {
  return versions(tx)
    .innerJoin('document_block as b', 'b.id', 'v.block_id')
    .where('b.document_id', '=', document)
    .where((where) =>
      where.or([
        where('g.id', 'is not', null),
        where(
          'v.number',
          '=',
          where
            .selectFrom('block_version as l')
            .select((last) => last.fn.max('l.number').as('number'))
            .whereRef('l.block_id', '=', 'v.block_id'),
        ),
        where(
          'v.number',
          '=',
          where
            .selectFrom('block_version as w')
            .select((last) => last.fn.max('w.number').as('number'))
            .whereRef('w.block_id', '=', 'v.block_id')
            .where('w.text', '<>', ''),
        ),
      ]),
    )
    .orderBy('v.number')
    .execute();
}

/** All versions of a block, the first one first. */
export function listVersions(tx: Tx, block: string) {
  return versions(tx).where('v.block_id', '=', block).orderBy('v.number').execute();
}
export type Version = Awaited<ReturnType<typeof listVersions>>[number];

/** One version of a block; they are counted from 1. */
export function findVersion(tx: Tx, block: string, number: number) {
  return versions(tx).where('v.block_id', '=', block).where('v.number', '=', number).executeTakeFirst();
}

/** The last version of a block; undefined where nothing is written. */
export function findLatest(tx: Tx, block: string) {
  return versions(tx).where('v.block_id', '=', block).orderBy('v.number', 'desc').limit(1).executeTakeFirst();
}

/** What each partner said last to the last version of each block of a document. */
export function listSaid(tx: Tx, document: string) {
  return tx.db
    .selectFrom('block_adoption as a')
    .innerJoin('document_block as b', 'b.id', 'a.block_id')
    .leftJoin('person as p', 'p.id', 'a.by_person')
    .distinctOn(['a.block_id', 'a.partner_id'])
    .select(['a.block_id as block', 'a.version', 'a.partner_id as partner'])
    .select(['a.answer', 'a.reason', 'a.recorded', 'a.at', 'p.name as byName'])
    .select(['a.recorded_how as recordedHow', 'a.recorded_on as recordedOn'])
    .where('b.document_id', '=', document)
    .where(
      'a.version',
      '=',
      sql<number>`(select max(v.number) from block_version v where v.block_id = a.block_id)`,
    )
    .orderBy('a.block_id')
    .orderBy('a.partner_id')
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}
export type SaidRow = Awaited<ReturnType<typeof listSaid>>[number];

/**
 * Who wrote down a yes to what holds, for which partners. A partner whose own people have said yes to it since is none
 * of them.
 */
export async function listWrittenDown(
  tx: Tx,
  document: string,
): Promise<{ partner: string; byName: string | null }[]> {
  const last = tx.db
    .selectFrom('block_adoption as a')
    .innerJoin('document_block as b', 'b.id', 'a.block_id')
    .leftJoin('person as p', 'p.id', 'a.by_person')
    .distinctOn(['a.block_id', 'a.partner_id'])
    .select(['a.partner_id as partner', 'a.recorded', 'p.name as byName'])
    .where('b.document_id', '=', document)
    .where('b.removed_at', 'is', null)
    .where('a.answer', '=', 'yes')
    .where(
      'a.version',
      '=',
      sql<number>`(select max(g.version) from block_agreement g where g.block_id = a.block_id)`,
    )
    .orderBy('a.block_id')
    .orderBy('a.partner_id')
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc');
  return tx.db
    .selectFrom(last.as('last'))
    .select(['last.partner', 'last.byName'])
    .distinct()
    .where('last.recorded', '=', true)
    .orderBy('last.byName')
    .orderBy('last.partner')
    .execute();
}
export type WrittenDown = Awaited<ReturnType<typeof listWrittenDown>>[number];

/** The last yes of each partner to each version of a document that all adopted. */
export function listYesToAgreed(tx: Tx, document: string) {
  return tx.db
    .selectFrom('block_adoption as a')
    .innerJoin('document_block as b', 'b.id', 'a.block_id')
    .innerJoin('block_agreement as g', (join) =>
      join.onRef('g.block_id', '=', 'a.block_id').onRef('g.version', '=', 'a.version'),
    )
    .leftJoin('person as p', 'p.id', 'a.by_person')
    .distinctOn(['a.block_id', 'a.version', 'a.partner_id'])
    .select(['a.block_id as block', 'a.version', 'a.partner_id as partner', 'a.recorded', 'p.name as byName'])
    .where('b.document_id', '=', document)
    .where('a.answer', '=', 'yes')
    .whereRef('a.at', '<=', 'g.at')
    .orderBy('a.block_id')
    .orderBy('a.version')
    .orderBy('a.partner_id')
    .orderBy('a.at', 'desc')
    .execute();
}
export type YesToAgreed = Awaited<ReturnType<typeof listYesToAgreed>>[number];

/** When all of a document was agreed, and by how many partners, the first time first. */
export function listEditions(tx: Tx, document: string) {
  return tx.db
    .selectFrom('document_edition')
    .select(['number', 'partners', 'at', 'decision_id as decision'])
    .where('document_id', '=', document)
    .orderBy('number')
    .execute();
}
export type Edition = Awaited<ReturnType<typeof listEditions>>[number];
