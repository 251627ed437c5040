import { sql } from 'kysely';
import type { Recording } from '../../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Original } from '../rules.ts';
import './tables.ts';

const inSpace = (space: string) => ({ id: newId(), space_id: space, audience_id: null });
const me = (tx: Tx) => tx.scope.person?.id ?? null;

export type NewVersion = {
  number: number;
  locale: Locale;
  name: string;
  what: string;
  place: string;
  whom: string;
  element: string | null;
  contact: string | null;
  goal: string | null;
  partner: string | null;
  sections: readonly { block: string; version: number }[];
  moments: readonly string[];
  /** For what was made before now. */
  at?: Date;
};

export async function insertVersion(tx: Tx, space: string, version: NewVersion): Promise<string> {
  const { contact, goal, partner, sections, moments, at, ...words } = version;
  const row = inSpace(space);
  await tx.db
    .insertInto('public_version')
    .values({
      ...row,
      ...words,
      contact_id: contact,
      goal_id: goal,
      by_person: me(tx),
      by_partner: partner,
      ...(at && { at }),
    })
    .execute();
  const things = [
    ...sections.map(({ block, version: n }) => ({ block_id: block, block_version: n, moment_id: null })),
    ...moments.map((moment) => ({ block_id: null, block_version: null, moment_id: moment })),
  ].map((thing) => ({ ...inSpace(space), version_id: row.id, ...thing }));
  if (things.length > 0) await tx.db.insertInto('public_thing').values(things).execute();
  return row.id;
}

export type NewAnswer = {
  version: string;
  partner: string;
  answer: 'yes' | 'objection';
  reason: string;
  recording: Recording | undefined;
};

export async function insertAnswer(tx: Tx, space: string, said: NewAnswer, by = me(tx)): Promise<void> {
  await tx.db
    .insertInto('public_answer')
    .values({
      ...inSpace(space),
      version_id: said.version,
      partner_id: said.partner,
      answer: said.answer,
      reason: said.reason,
      recorded_how: said.recording?.how ?? null,
      recorded_on: said.recording?.on ?? null,
      by_person: by,
    })
    .execute();
}

export async function insertName(
  tx: Tx,
  space: string,
  partner: string,
  yes: boolean,
  by = me(tx),
): Promise<void> {
  await tx.db
    .insertInto('public_name')
    .values({ ...inSpace(space), partner_id: partner, yes, by_person: by })
    .execute();
}

/** The address that a page has, if it has one, and those of others that begin like the wanted one. */
export async function listSlugs(tx: Tx, wanted: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from public_slugs(${wanted})`.execute(tx.db);
  return rows.map(({ slug }) => slug);
}

/** Puts a version out. The database lets it if all say yes. */
export async function publish(tx: Tx, space: string, version: string, slug: string): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('public_page')
    .set({ audience: 'public', version_id: version, changed_at: tx.now })
    .where('space_id', '=', space)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await tx.db
    .insertInto('public_page')
    .values({ ...inSpace(space), slug, version_id: version })
    .execute();
}

/** False where it is off already. */
export async function takeOff(tx: Tx, space: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('public_page')
    .set({ audience: 'space' })
    .where('space_id', '=', space)
    .where('audience', '=', 'public')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Says that something of it reads otherwise now: for those who keep a copy. */
export async function touch(tx: Tx, space: string): Promise<void> {
  await tx.db
    .updateTable('public_page')
    .set({ changed_at: tx.now })
    .where('space_id', '=', space)
    .where('audience', '=', 'public')
    .execute();
}

export type NewTranslation = Pick<Original, 'part' | 'id'> & { text: string; of: string };

export async function insertTranslations(
  tx: Tx,
  space: string,
  locale: Locale,
  partner: string | null,
  written: readonly NewTranslation[],
): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map(({ part, id, text, of }) => ({
    ...inSpace(space),
    part,
    document_id: part === 'title' ? id : null,
    block_id: part === 'heading' || part === 'text' ? id : null,
    moment_id: part === 'moment' || part === 'shows' ? id : null,
    locale,
    text,
    of,
    by_person: me(tx),
    by_partner: partner,
  }));
  await tx.db.insertInto('public_translation').values(rows).execute();
}

/** When a version came out. Past the guards, where the database notes nothing itself. */
export async function noteOut(tx: Tx, version: string, at = tx.now): Promise<void> {
  await tx.db.updateTable('public_version').set({ published_at: at }).where('id', '=', version).execute();
  await tx.db
    .updateTable('public_page')
    .set({ published_at: at })
    .where('version_id', '=', version)
    .execute();
}

/** Yes to a version, and to be named, are of the day on which it came out. */
export async function dateWords(tx: Tx, space: string, at: Date): Promise<void> {
  await tx.db.updateTable('public_answer').set({ at }).where('space_id', '=', space).execute();
  await tx.db.updateTable('public_name').set({ at }).where('space_id', '=', space).execute();
  await tx.db.updateTable('public_translation').set({ at }).where('space_id', '=', space).execute();
}
