import { sql } from 'kysely';
import type { CityView } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Head } from '../../platform/journal/chain.ts';
import type { LegalText } from './rules.ts';

export type CityChange = Partial<{
  name: Localised;
  limits: Localised;
  privacy: Localised;
  accessibility: Localised;
  imprint: Localised;
  time_zone: string;
  currency: string;
  locales: Locale[];
  default_locale: Locale;
  theme: string;
  size_band: CityView['sizeBand'];
  sign_up: CityView['signUp'];
  sign_up_domains: string[];
  closed_days: string[];
  logo: Buffer | null;
  logo_type: string | null;
  set_up_at: Date;
  second_factor_required: boolean;
}>;

/** The settings as they are, without the picture of the logo. Held until the transaction ends. */
export function lockSettings(tx: Tx) {
  return tx.db
    .selectFrom('city')
    .select(['name', 'time_zone', 'currency', 'locales', 'default_locale', 'theme', 'size_band', 'limits'])
    .select(['sign_up', 'sign_up_domains', 'closed_days', 'privacy', 'accessibility', 'imprint'])
    .select(['logo_type', 'set_up_at', 'space_id', 'second_factor_required'])
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function saveSettings(tx: Tx, change: CityChange): Promise<void> {
  const { name, limits, privacy, accessibility, imprint, ...plain } = change;
  const texts = Object.entries({ name, limits, privacy, accessibility, imprint }).filter(([, text]) => text);
  const written = Object.fromEntries(texts.map(([column, text]) => [column, JSON.stringify(text)]));
  await tx.db
    .updateTable('city')
    .set({ ...plain, ...written })
    .execute();
}

/** What the city itself has written; empty where it has not. */
export async function findText(tx: Tx, kind: LegalText): Promise<Localised> {
  const row = await tx.db.selectFrom('city').select(kind).executeTakeFirstOrThrow();
  return row[kind];
}

/** Which of the texts the city has written itself. */
export async function listOwnTexts(tx: Tx): Promise<Record<LegalText, boolean>> {
  const row = await tx.db
    .selectFrom('city')
    .select(['privacy', 'accessibility', 'imprint'])
    .executeTakeFirstOrThrow();
  const written = (text: Localised) => Object.values(text).some(Boolean);
  return {
    privacy: written(row.privacy),
    accessibility: written(row.accessibility),
    imprint: written(row.imprint),
  };
}

export async function findLogo(tx: Tx): Promise<{ bytes: Buffer; type: string } | undefined> {
  const row = await tx.db.selectFrom('city').select(['logo', 'logo_type']).executeTakeFirst();
  return row?.logo && row.logo_type ? { bytes: row.logo, type: row.logo_type } : undefined;
}

/** Where the record of a space stands, for anyone to keep. */
export async function findHead(tx: Tx, space: string): Promise<Head | undefined> {
  const { rows } = await sql<{
    head_position: number;
    head_hash: Buffer;
  }>`select * from journal_head(${space})`.execute(tx.db);
  return rows[0] && { position: rows[0].head_position, hash: rows[0].head_hash };
}

export async function isAdministered(tx: Tx, city: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('membership')
    .select('id')
    .where('space_id', '=', city)
    .where('role', '=', 'administrator')
    .where('until', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function addAdministrator(tx: Tx, city: string, person: string): Promise<void> {
  await tx.db
    .insertInto('membership')
    .values({
      id: newId(),
      space_id: city,
      person_id: person,
      organisation_id: null,
      role: 'administrator',
      until: null,
      given_by: null,
    })
    .execute();
}

/** Mails that did not go out or came back, newest first. What stands in them is for nobody here to read. */
export function listUnsent(tx: Tx, { before, most }: { before: string | undefined; most: number }) {
  return tx.db
    .selectFrom('mail')
    .select(['id', 'subject', 'address', 'kind', 'locale', 'created_at', 'attempts', 'failed_at', 'problem'])
    .select(['bounced_at', 'has_text'])
    .where('sent_at', 'is', null)
    .$if(before !== undefined, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}
export type UnsentMail = Awaited<ReturnType<typeof listUnsent>>[number];

/** One of them that can be sent again: its text is still there. */
export async function findUnsent(tx: Tx, id: string) {
  return tx.db
    .selectFrom('mail')
    .select(['id', 'address', 'problem', 'failed_at'])
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('has_text', '=', true)
    .executeTakeFirst();
}

/** Where to write to somebody. For answers to journal entries. */
export function findReader(tx: Tx, person: string) {
  return tx.db
    .selectFrom('person')
    .select(['id', 'email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirst();
}
