import { type ColumnType, type Generated, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Json } from '../../../platform/database/tables.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, indexSubject, localised } from '../../../platform/search/index-subject.ts';
import { type Kind, kinds, type ProvisionFields } from '../rules.ts';

type Text = ColumnType<Localised, string | undefined, never>;

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    provision: GuardedByDefault & {
      confirmed_at: Generated<Date>;
      created_at: Generated<Date>;
      retired_at: Date | null;
    };
    provision_version: GuardedByDefault & {
      provision_id: string;
      number: number;
      kind: Kind;
      title: Json<Localised>;
      meaning: Json<Localised>;
      document: Text;
      link: Generated<string>;
      applies_from: Text;
      amount: string | null;
      currency: string | null;
      office_id: string | null;
      valid_from: string;
      at: Generated<Date>;
    };
  }
}

/** A version, with the name of the office that answers. */
export type Version = ProvisionFields & {
  number: number;
  at: Date;
  officeName: Localised | null;
  officeSlug: string | null;
};
/** A provision as it reads on a day. `latest` is the number of the last version written, whose day may be ahead. */
export type Provision = Version & {
  id: string;
  latest: number;
  confirmedAt: Date;
  retiredAt: Date | null;
};

const versions = (tx: Tx) =>
  tx.db
    .selectFrom('provision_version as v')
    .leftJoin('organisation as o', 'o.id', 'v.office_id')
    .select(['v.number', 'v.kind', 'v.title', 'v.meaning', 'v.document', 'v.link', 'v.amount', 'v.currency'])
    .select(['v.applies_from as appliesFrom', 'v.office_id as office', 'v.valid_from as validFrom', 'v.at'])
    .select(['o.name as officeName', 'o.slug as officeSlug']);

/**
 * Provisions as they read on a day: in the version that holds then, or the last one where none does yet.
 */
export const provisionsOn = (tx: Tx, day: string) =>
  tx.db
    .selectFrom('provision as i')
    .innerJoinLateral(
      versions(tx)
        .where(sql<boolean>`v.provision_id = i.id`)
        .orderBy(sql`v.valid_from <= ${day}`, 'desc')
        .orderBy('v.number', 'desc')
        .limit(1)
        .as('v'),
      (join) => join.onTrue(),
    )
    .selectAll('v')
    .select(['i.id', 'i.confirmed_at as confirmedAt', 'i.retired_at as retiredAt'])
    .select(
      sql<number>`(select max(l.number) from provision_version l where l.provision_id = i.id)`.as('latest'),
    );

/** Which of them: those that hold on the day, those whose day is ahead, those that the city has retired. */
export type Which = 'holding' | 'ahead' | 'retired';

const isWhich = (which: Which, day: string) =>
  which === 'retired'
    ? sql<boolean>`i.retired_at is not null`
    : sql<boolean>`i.retired_at is null and v."validFrom" ${sql.raw(which === 'holding' ? '<=' : '>')} ${day}`;

/** By kind, as the framework is read; what was laid down first stands first. */
const place = sql`array_position(${kinds as unknown as string[]}::text[], v.kind), i.id`;

/** Provisions on a page: enough that a city's framework has one. */
const shown = 100;

/** @param after the place of the last one of the page before */
export async function listProvisions(
  tx: Tx,
  day: string,
  which: Which,
  after?: string,
): Promise<Part<Provision>> {
  const last = after ? await findProvision(tx, after, day) : undefined;
  const rows = await provisionsOn(tx, day)
    .where(isWhich(which, day))
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(${place}) > (${placeOf(last!)})`))
    .orderBy(place)
    .limit(shown + 1)
    .execute();
  return partOf(rows, shown);
}

/** Where a provision stands among the others. */
const placeOf = ({ kind, id }: { kind: Kind; id: string }) =>
  sql`${kinds.indexOf(kind) + 1}::int, ${id}::uuid`;

export function findProvision(tx: Tx, id: string, day: string): Promise<Provision | undefined> {
  return provisionsOn(tx, day).where('i.id', '=', id).executeTakeFirst();
}

/** Those of these that stand in the register still. */
export async function listProvisionsById(tx: Tx, ids: readonly string[], day: string): Promise<Provision[]> {
  if (ids.length === 0) return [];
  return provisionsOn(tx, day).where('i.id', 'in', ids).where('i.retired_at', 'is', null).execute();
}

/** Whether it is the city's at all. Held until the end of the transaction: its versions are numbered one by one. */
export async function lockProvision(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from provision where id = ${id} for update`.execute(tx.db);
  return rows.length > 0;
}

/** What it was called last. */
export async function findTitle(tx: Tx, id: string): Promise<Localised | undefined> {
  const found = await tx.db
    .selectFrom('provision_version')
    .select('title')
    .where('provision_id', '=', id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.title;
}

const mostVersions = 200;

/** What it has said, the last version first. */
export function listVersions(tx: Tx, id: string): Promise<Version[]> {
  return versions(tx)
    .where('v.provision_id', '=', id)
    .orderBy('v.number', 'desc')
    .limit(mostVersions)
    .execute();
}

export async function insertProvision(
  tx: Tx,
  city: string,
  fields: ProvisionFields,
  confirmed: Date = tx.now,
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('provision')
    .values({
      id,
      space_id: city,
      audience: 'public',
      audience_id: null,
      confirmed_at: confirmed,
      retired_at: null,
    })
    .execute();
  await insertVersion(tx, { city, id, number: 1 }, fields);
  return id;
}

export async function insertVersion(
  tx: Tx,
  { city, id, number }: { city: string; id: string; number: number },
  fields: ProvisionFields,
): Promise<void> {
  await tx.db
    .insertInto('provision_version')
    .values({
      id: newId(),
      space_id: city,
      audience: 'public',
      audience_id: null,
      provision_id: id,
      number,
      kind: fields.kind,
      title: JSON.stringify(fields.title),
      meaning: JSON.stringify(fields.meaning),
      document: JSON.stringify(fields.document),
      link: fields.link,
      applies_from: JSON.stringify(fields.appliesFrom),
      amount: fields.amount,
      currency: fields.currency,
      office_id: fields.office,
      valid_from: fields.validFrom,
    })
    .execute();
  await indexProvision(tx, id);
}

export async function confirmProvision(tx: Tx, id: string, at: Date = tx.now): Promise<void> {
  await tx.db.updateTable('provision').set({ confirmed_at: at }).where('id', '=', id).execute();
}

/** Tells whether that changed anything. */
export async function setRetired(tx: Tx, id: string, retired: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('provision')
    .set({ retired_at: retired })
    .where('id', '=', id)
    .where('retired_at', retired ? 'is' : 'is not', null)
    .executeTakeFirst();
  await indexProvision(tx, id);
  return numUpdatedRows > 0n;
}

/** How many were last confirmed before a moment. */
export async function countUnconfirmed(tx: Tx, before: Date): Promise<number> {
  const { n } = await tx.db
    .selectFrom('provision')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('retired_at', 'is', null)
    .where('confirmed_at', '<', before)
    .executeTakeFirstOrThrow();
  return n;
}

/** What a text of a provision counts in the search. */
const weights = { title: 1, meaning: 0.5, document: 0.5, appliesFrom: 0.3 };

/** Brings the search up to what was last written. A provision that was retired is found no more. */
async function indexProvision(tx: Tx, id: string): Promise<void> {
  const found = await tx.db
    .selectFrom('provision as i')
    .innerJoin('provision_version as v', 'v.provision_id', 'i.id')
    .select(['i.space_id as space', 'i.audience', 'v.title', 'v.meaning', 'v.document'])
    .select('v.applies_from as appliesFrom')
    .where('i.id', '=', id)
    .where('i.retired_at', 'is', null)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!found) return forgetSubjects(tx, [id]);
  await indexSubject(tx, {
    space: found.space,
    audience: found.audience,
    kind: 'provision',
    id,
    texts: (['title', 'meaning', 'document', 'appliesFrom'] as const).flatMap((part) =>
      localised(part, found[part], weights[part]),
    ),
  });
}
