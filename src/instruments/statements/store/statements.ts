import { sql } from 'kysely';
import type { Recording } from '../../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, indexSubject } from '../../../platform/search/index-subject.ts';
import { calledIn } from '../../partnerships/store.ts';
import { parts, type Words } from '../rules.ts';
import './tables.ts';

const statements = (tx: Tx, partnership: string) =>
  tx.db
    .selectFrom('statement as s')
    .leftJoin('person as by', 'by.id', 's.by_person')
    .select(['s.id', 's.partner_id as partner', 's.number', 's.words', 's.locale', 's.at'])
    .select(['s.recorded_how as recordedHow', 's.recorded_on as recordedOn', 'by.name as by'])
    .where('s.space_id', '=', partnership);

/** What each partner gave last. */
export function listStatements(tx: Tx, partnership: string) {
  return statements(tx, partnership)
    .distinctOn('s.partner_id')
    .orderBy('s.partner_id')
    .orderBy('s.number', 'desc')
    .execute();
}
export type Statement = Awaited<ReturnType<typeof listStatements>>[number];

const mostVersions = 50;

/** All that a partner gave, the latest first. */
export function listVersions(tx: Tx, partnership: string, partner: string): Promise<Statement[]> {
  return statements(tx, partnership)
    .where('s.partner_id', '=', partner)
    .orderBy('s.number', 'desc')
    .limit(mostVersions)
    .execute();
}

/** What a partner has not given yet: read by its own people alone. */
export function findDraft(tx: Tx, partner: string) {
  return tx.db
    .selectFrom('statement_draft as d')
    .leftJoin('person as by', 'by.id', 'd.saved_by')
    .select(['d.id', 'd.words', 'd.locale', 'd.saved_at as savedAt', 'by.name as by'])
    .where('d.space_id', '=', partner)
    .executeTakeFirst();
}

export async function saveDraft(tx: Tx, partner: string, words: Words, locale: Locale): Promise<void> {
  const saved = { words: JSON.stringify(words), locale, saved_by: tx.scope.person?.id ?? null };
  await tx.db
    .insertInto('statement_draft')
    .values({ id: newId(), space_id: partner, audience_id: null, ...saved })
    .onConflict((conflict) => conflict.column('space_id').doUpdateSet({ ...saved, saved_at: tx.now }))
    .execute();
}

export async function forgetDraft(tx: Tx, partner: string): Promise<void> {
  await tx.db.deleteFrom('statement_draft').where('space_id', '=', partner).execute();
}

export async function insertStatement(
  tx: Tx,
  partnership: string,
  statement: {
    partner: string;
    number: number;
    words: Words;
    locale: Locale;
    recording: Recording | undefined;
  },
): Promise<void> {
  const { partner, words, locale } = statement;
  await tx.db
    .insertInto('statement')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      partner_id: partner,
      number: statement.number,
      words: JSON.stringify(words),
      locale,
      recorded_how: statement.recording?.how ?? null,
      recorded_on: statement.recording?.on ?? null,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
  await indexStatements(tx, partnership, partner);
}

/** Brings the search up to what a partner gave last; earlier versions are found no more. */
async function indexStatements(tx: Tx, partnership: string, partner: string): Promise<void> {
  const [latest, ...earlier] = await listVersions(tx, partnership, partner);
  await forgetSubjects(
    tx,
    earlier.map(({ id }) => id),
  );
  const { id, words, locale } = latest!;
  const texts = parts.flatMap((part) =>
    words[part] ? [{ part, locale, text: words[part], weight: 1 }] : [],
  );
  await indexSubject(tx, { space: partnership, audience: 'space', kind: 'statement', id, texts });
}

/** Those of these that the reader may see, each with its partner and its partnership. */
export function listStatementsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('statement as s')
    .innerJoin('partner as p', 'p.id', 's.partner_id')
    .innerJoin('partnership as t', 't.id', 's.space_id')
    .select(['s.id', 's.space_id as partnership', 's.partner_id as partner', 's.words', 's.locale as lang'])
    .select([calledIn('p').as('by'), 't.name'])
    .where('s.id', 'in', ids)
    .where('p.left_at', 'is', null)
    .execute();
}

/** Since when there is something of this room in a partnership. */
export async function findBegun(tx: Tx, partnership: string): Promise<Date | null> {
  const { rows } = await sql<{ begun: Date | null }>`
    select min(at) as begun from statement where space_id = ${partnership}`.execute(tx.db);
  return rows[0]!.begun;
}
