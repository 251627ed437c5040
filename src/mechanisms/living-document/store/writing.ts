import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { indexSubject } from '../../../platform/search/index-subject.ts';
import type { Recording } from '../../sealed-round/answers.ts';
import type { Answer } from '../rules.ts';
import '../tables.ts';

type By = { person: string | null; partner: string | null };
/** In which space something is. */
type In = { space: string };

const inSpace = (space: string) => ({ id: newId(), space_id: space, audience_id: null });

export type NewDocument = In & {
  kind: string;
  title: string;
  locale: Locale;
  round: string | null;
  revisitOn: string | null;
  /** The step of the guide that it belongs to. */
  element?: string | null;
};

/** Writes a document without blocks. Returns its id. */
export async function insertDocument(tx: Tx, document: NewDocument, by: By): Promise<string> {
  const row = inSpace(document.space);
  await tx.db
    .insertInto('document')
    .values({
      ...row,
      kind: document.kind,
      title: document.title,
      locale: document.locale,
      round_id: document.round,
      begun_by: by.person,
      begun_for: by.partner,
      begun_at: tx.now,
      revisit_on: document.revisitOn,
      element: document.element ?? null,
      asked_on: null,
    })
    .execute();
  return row.id;
}

export type NewBlock = {
  heading: string;
  question: string /** Its first version, where there is one already. */;
  text?: string;
};

/** Puts blocks at the end of a document and tells their ids. */
export async function insertBlocks(
  tx: Tx,
  document: In & { id: string },
  blocks: readonly NewBlock[],
): Promise<string[]> {
  if (blocks.length === 0) return [];
  const last = await tx.db
    .selectFrom('document_block')
    .select((max) => max.fn.max('position').as('position'))
    .where('document_id', '=', document.id)
    .executeTakeFirst();
  const rows = blocks.map(({ heading, question }, n) => ({
    ...inSpace(document.space),
    heading,
    question,
    document_id: document.id,
    position: (last?.position ?? 0) + n + 1,
    removed_at: null,
    removed_by: null,
  }));
  await tx.db.insertInto('document_block').values(rows).execute();
  return rows.map(({ id }) => id);
}

/** Takes a block out, or puts it back. Tells whether that changed anything. */
export async function setRemoved(tx: Tx, block: string, removed: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('document_block')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', block)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type NewVersion = In & {
  block: string;
  number: number;
  heading: string;
  text: string;
  mergedFrom: number | null;
};

/** Writes a version; that its number follows on the last one is the caller's to see to, while it holds the document. */
export async function insertVersion(tx: Tx, version: NewVersion, by: By): Promise<void> {
  await tx.db
    .insertInto('block_version')
    .values({
      ...inSpace(version.space),
      block_id: version.block,
      number: version.number,
      heading: version.heading,
      text: version.text,
      by_person: by.person,
      by_partner: by.partner,
      at: tx.now,
      merged_from: version.mergedFrom,
    })
    .execute();
}

export type NewComment = In & {
  block: string;
  version: number;
  quote: string;
  place: number;
  answers: string | null;
  text: string;
};

/** Writes a comment. Returns its id. */
export async function insertComment(tx: Tx, comment: NewComment, by: By): Promise<string> {
  const row = inSpace(comment.space);
  await tx.db
    .insertInto('block_comment')
    .values({
      ...row,
      block_id: comment.block,
      version: comment.version,
      quote: comment.quote,
      place: comment.place,
      answers_id: comment.answers,
      text: comment.text,
      by_person: by.person,
      by_partner: by.partner,
      at: tx.now,
      settled_at: null,
      settled_by: null,
    })
    .execute();
  return row.id;
}

/** Settles a comment, or opens it again. Tells whether that changed anything. */
export async function setSettled(tx: Tx, comment: string, settled: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('block_comment')
    .set({ settled_at: settled ? tx.now : null, settled_by: settled ? (tx.scope.person?.id ?? null) : null })
    .where('id', '=', comment)
    .where('settled_at', settled ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a comment back, or puts it back. Tells whether that changed anything. */
export async function setTakenBack(tx: Tx, comment: string, takenBack: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('block_comment')
    .set({ taken_back_at: takenBack ? tx.now : null })
    .where('id', '=', comment)
    .where('taken_back_at', takenBack ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type NewAdoption = In & {
  block: string;
  version: number;
  partner: string;
  answer: Answer;
  reason: string;
  recorded: boolean;
  recording: Recording | undefined;
};

/** Writes what a partner says to versions of blocks; the latest word to a version counts. */
export async function insertAdoptions(
  tx: Tx,
  adoptions: readonly NewAdoption[],
  person: string | null,
): Promise<void> {
  await tx.db
    .insertInto('block_adoption')
    .values(
      adoptions.map((adoption) => ({
        ...inSpace(adoption.space),
        block_id: adoption.block,
        version: adoption.version,
        partner_id: adoption.partner,
        answer: adoption.answer,
        reason: adoption.reason,
        by_person: person,
        recorded: adoption.recorded,
        recorded_how: adoption.recording?.how ?? null,
        recorded_on: adoption.recording?.on ?? null,
        at: tx.now,
      })),
    )
    .execute();
}

/** Notes that all adopted a version of a block, now; by a decision, or by everybody's yes (null). */
export async function insertAgreement(
  tx: Tx,
  agreement: In & { block: string; version: number; decision: string | null },
): Promise<void> {
  await tx.db
    .insertInto('block_agreement')
    .values({
      ...inSpace(agreement.space),
      block_id: agreement.block,
      version: agreement.version,
      decision_id: agreement.decision,
      at: tx.now,
    })
    .execute();
}

/** Notes that the whole was agreed, now, for the `number`th time; where a decision adopted its last part, by which. */
export async function insertEdition(
  tx: Tx,
  edition: In & { document: string; number: number; partners: number; decision: string | null },
): Promise<void> {
  await tx.db
    .insertInto('document_edition')
    .values({
      ...inSpace(edition.space),
      document_id: edition.document,
      number: edition.number,
      partners: edition.partners,
      decision_id: edition.decision,
      at: tx.now,
    })
    .execute();
}

/** Changes of its title and its day to look again (YYYY-MM-DD) what is given. */
export async function setHead(
  tx: Tx,
  document: string,
  head: { title?: string; revisitOn?: string | null; revisitReason?: string },
): Promise<void> {
  await tx.db
    .updateTable('document')
    .set({
      ...(head.title !== undefined && { title: head.title }),
      ...(head.revisitOn !== undefined && { revisit_on: head.revisitOn }),
      ...(head.revisitReason !== undefined && { revisit_reason: head.revisitReason }),
    })
    .where('id', '=', document)
    .execute();
}

/** Words of a title count more than words of the text. */
const weights = { title: 1, text: 0.6 };

/** Brings the search up to what a document says now, in its last versions. */
export async function indexDocument(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{
    space: string;
    locale: Locale;
    title: string;
    kind: string;
    heading: string | null;
    text: string | null;
  }>`
    select d.space_id as space, d.locale, d.title, d.kind, coalesce(v.heading, b.heading) as heading, v.text
    from document d
    left join document_block b on b.document_id = d.id and b.removed_at is null
    left join lateral (select heading, text from block_version where block_id = b.id order by number desc limit 1) v on true
    where d.id = ${id}
    order by b.position`.execute(tx.db);
  const [first] = rows;
  if (!first) return;
  const { space, locale } = first;
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: 'text',
    id,
    texts: [
      { part: 'title', locale, text: first.title, weight: weights.title },
      ...rows.map(({ heading, text }) => ({
        part: 'text',
        locale,
        text: [heading, text].filter(Boolean).join('\n'),
        weight: weights.text,
      })),
    ],
  });
}
