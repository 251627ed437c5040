import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { noReasons, type OccasionKind, type Reasons } from './rules.ts';
import { type Document, lockDocument } from './store/reading.ts';
import './tables.ts';

/**
 * On what else than its day a document is looked at again. A document holds since it was last agreed, or since somebody
 * said that it does; what comes after that counts (`document_reasons` in the migrations), until it is agreed once more
 * or said to hold.
 */

type By = { person: string | null; partner: string | null };

const byWhom = ({ partner }: By) => (partner ? { partner } : {});
const inSpace = ({ space }: Document) => ({ id: newId(), space_id: space, audience_id: null });

/** How much has come, of all that a document is to be looked at again for. */
export async function findReasons(tx: Tx, document: string): Promise<Reasons> {
  const { rows } = await sql<Reasons>`select * from document_reasons(${document})`.execute(tx.db);
  return rows[0] ?? noReasons;
}

/** All that a document is to be looked at again for; what was taken away comes last. */
export function listOccasions(tx: Tx, document: string) {
  return tx.db
    .selectFrom('document_occasion as o')
    .leftJoin('person as p', 'p.id', 'o.by_person')
    .select(['o.id', 'o.kind', 'o.event', 'o.sign', 'o.locale', 'o.at', 'p.name as byName'])
    .select('o.removed_at as removedAt')
    .where('o.document_id', '=', document)
    .orderBy('o.removed_at', (order) => order.asc().nullsFirst())
    .orderBy('o.id')
    .execute();
}
export type Occasion = Awaited<ReturnType<typeof listOccasions>>[number];

/** What people said has happened, newest first; `counts`: nobody has agreed, or said that it holds, since. */
export function listHappenings(tx: Tx, document: string) {
  return tx.db
    .selectFrom('document_happening as h')
    .innerJoin('document_occasion as o', 'o.id', 'h.occasion_id')
    .leftJoin('person as p', 'p.id', 'h.by_person')
    .select(['h.id', 'h.occasion_id as occasion', 'o.event', 'h.text', 'h.locale', 'h.at'])
    .select(['h.by_person as byPerson', 'h.by_partner as byPartner', 'p.name as byName'])
    .select('h.taken_back_at as takenBackAt')
    .select(
      sql<boolean>`h.taken_back_at is null and o.removed_at is null
        and coalesce(h.at > document_since(h.document_id), false)`.as('counts'),
    )
    .where('h.document_id', '=', document)
    .where((is) =>
      is.or([is('h.taken_back_at', 'is', null), is('h.by_person', '=', tx.scope.person?.id ?? null)]),
    )
    .orderBy('h.at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(100)
    .execute();
}
export type Happening = Awaited<ReturnType<typeof listHappenings>>[number];

export type NewOccasion = { kind: OccasionKind; event: string; sign: string; locale: Locale };

/** Adds something that a document is to be looked at again for. */
export async function addOccasion(tx: Tx, document: Document, occasion: NewOccasion, by: By): Promise<void> {
  const row = inSpace(document);
  await tx.db
    .insertInto('document_occasion')
    .values({ ...row, ...occasion, document_id: document.id, by_person: by.person })
    .execute();
  await recordOccasion(tx, document, 'occasion-added', { ...occasion, id: row.id }, by);
}

/** Takes it away, or puts it back. What is so already stays so. */
export async function setOccasionRemoved(
  tx: Tx,
  document: Document,
  occasion: Pick<Occasion, 'id' | 'kind' | 'event'>,
  removed: boolean,
  by: By,
): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('document_occasion')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? by.person : null })
    .where('id', '=', occasion.id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await recordOccasion(tx, document, removed ? 'occasion-removed' : 'occasion-added', occasion, by);
}

function recordOccasion(
  tx: Tx,
  document: Document,
  happened: string,
  { id, kind, event }: Pick<Occasion, 'id' | 'kind' | 'event'>,
  by: By,
): Promise<string> {
  return tx.record({
    space: document.space,
    kind: `text.${happened}`,
    subject: document.id,
    content: { ...byWhom(by), occasion: id, as: kind },
    personal: { title: document.title, event },
  });
}

/** "This has happened": from then on the document is to be looked at again. Throws a Refusal where nothing holds yet. */
export async function sayHappened(
  tx: Tx,
  document: Document,
  occasion: Pick<Occasion, 'id' | 'event'>,
  said: { text: string; locale: Locale },
  by: By,
): Promise<void> {
  // Of a last yes given at the same instant it comes before, or after.
  await lockDocument(tx, document.id);
  const { rows } = await sql<{ since: Date | null }>`select document_since(${document.id}) as since`.execute(
    tx.db,
  );
  if (!rows[0]?.since) throw new Refusal('happened.nothing-holds');
  const row = inSpace(document);
  await tx.db
    .insertInto('document_happening')
    .values({
      ...row,
      ...said,
      document_id: document.id,
      occasion_id: occasion.id,
      by_person: by.person,
      by_partner: by.partner,
    })
    .execute();
  await tx.record({
    space: document.space,
    kind: 'text.happened',
    subject: document.id,
    content: { ...byWhom(by), occasion: occasion.id, happening: row.id },
    personal: { title: document.title, event: occasion.event, text: said.text },
  });
}

/** Takes back what one said oneself, or says it again. */
export async function setHappenedTakenBack(
  tx: Tx,
  document: Document,
  happening: Pick<Happening, 'id' | 'event'>,
  takenBack: boolean,
  by: By,
): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('document_happening')
    .set({ taken_back_at: takenBack ? tx.now : null })
    .where('id', '=', happening.id)
    .where('taken_back_at', takenBack ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await tx.record({
    space: document.space,
    kind: takenBack ? 'text.happened-not' : 'text.happened',
    subject: document.id,
    content: { ...byWhom(by), happening: happening.id },
    personal: { title: document.title, event: happening.event },
  });
}

/** All was looked at, and it holds as it is. */
export async function insertLook(tx: Tx, document: Document, by: By): Promise<void> {
  await tx.db
    .insertInto('document_look')
    .values({
      ...inSpace(document),
      document_id: document.id,
      by_person: by.person,
      by_partner: by.partner,
    })
    .execute();
}

type Noticed = { id: string; space: string; title: string; joined: number; gone: number; noticed: string };

/** Documents with partners that came or went since they were agreed, of which that is not told yet. Past the guards. */
export async function listToNotice(tx: Tx): Promise<Noticed[]> {
  const { rows } = await sql<Noticed>`
    select d.id, d.space_id as space, d.title, r.joined, r.gone,
      concat_ws(' ', extract(epoch from document_since(d.id)), r.joined, r.gone) as noticed
    from document d
    join partnership s on s.id = d.space_id and s.ended_at is null
    cross join lateral document_reasons(d.id) r
    where exists (select from document_occasion o
        where o.document_id = d.id and o.kind <> 'event' and o.removed_at is null)
      and r.joined + r.gone > 0
      and d.noticed <> concat_ws(' ', extract(epoch from document_since(d.id)), r.joined, r.gone)
    limit 500`.execute(tx.db);
  return rows;
}

/** Tells that partners came or went; once for each number of them. */
export async function notice(tx: Tx, { id, space, title, joined, gone, noticed }: Noticed): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('document')
    .set({ noticed })
    .where('id', '=', id)
    .where('noticed', '<>', noticed)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await tx.record({
    space,
    kind: 'text.noticed',
    subject: id,
    content: { joined, gone },
    personal: { title },
  });
}
