import type { ColumnType, Generated } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { type Part as ListPart, partOf } from '../../platform/database/part.ts';
import type { Json } from '../../platform/database/tables.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { Kind } from '../directory/rules.ts';
import { type Part, parts, type Showing } from './rules.ts';
import '../goals/store.ts';
import '../directory/store/tables.ts';

type Text = ColumnType<Localised, string | undefined, string>;
declare module '../../platform/database/tables.ts' {
  interface Tables {
    value_card: GuardedByDefault & {
      goal_id: string | null;
      title: Json<Localised>;
      created_at: Generated<Date>;
      changed_at: Generated<Date>;
    } & Record<Part, Text>;
  }
}

export type CardFields = Record<Part, Localised> & {
  title: Localised;
  goal_id: string | null;
  audience: Showing;
};
export type Card = CardFields & {
  id: string;
  space_id: string;
  changed_at: Date;
  organisation_name: Localised;
  organisation_slug: string;
  organisation_kind: Kind;
  goal_title: Localised | null;
};

/** A card as its form shows it: in one language, that of the page. */
export function typedCard(card: CardFields, department: string | undefined, locale: Locale) {
  const texts = Object.fromEntries(parts.map((part) => [part, card[part][locale] ?? '']));
  const title = card.title[locale] ?? '';
  return { ...texts, title, goal: card.goal_id ?? '', audience: card.audience, department: department ?? '' };
}

// The organisation has to be visible as well: one that hides itself hides its cards.
const cards = (tx: Tx) =>
  tx.db
    .selectFrom('value_card as v')
    .innerJoin('organisation as o', 'o.id', 'v.space_id')
    .leftJoin('city_goal as g', 'g.id', 'v.goal_id')
    .select([
      'v.id',
      'v.space_id',
      'v.audience',
      'v.goal_id',
      'v.title',
      'v.expertise',
      'v.networks',
      'v.capacity',
      'v.evidence',
      'v.changed_at',
    ])
    .select([
      'o.name as organisation_name',
      'o.slug as organisation_slug',
      'o.kind as organisation_kind',
      'g.title as goal_title',
    ])
    .$castTo<Card>();

const mostCards = 30;

export async function findCard(tx: Tx, id: string): Promise<Card | undefined> {
  return cards(tx).where('v.id', '=', id).executeTakeFirst();
}

/** Cards of an organisation, in the order in which they were made. */
export async function listCardsOf(tx: Tx, organisation: string, after?: string): Promise<ListPart<Card>> {
  return listPart(cards(tx).where('v.space_id', '=', organisation), after);
}

export async function listCardsFor(tx: Tx, goal: string, after?: string): Promise<ListPart<Card>> {
  return listPart(cards(tx).where('v.goal_id', '=', goal).where('v.audience', '=', 'public'), after);
}

async function listPart(query: ReturnType<typeof cards>, after: string | undefined): Promise<ListPart<Card>> {
  const rows = await query
    .$if(after !== undefined, (part) => part.where('v.id', '>', after!))
    .orderBy('v.id')
    .limit(mostCards + 1)
    .execute();
  return partOf(rows, mostCards);
}

/** The department that a card is shown to. */
export async function findCounterpart(tx: Tx, card: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('counterpart')
    .select('organisation_id')
    .where('row_id', '=', card)
    .executeTakeFirst();
  return row?.organisation_id ?? undefined;
}

export async function insertCard(tx: Tx, organisation: string, fields: CardFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('value_card')
    .values({ id, space_id: organisation, audience_id: null, ...written(fields) })
    .execute();
  return id;
}

export async function updateCard(tx: Tx, id: string, fields: CardFields): Promise<void> {
  await tx.db
    .updateTable('value_card')
    .set({ ...written(fields), changed_at: tx.now })
    .where('id', '=', id)
    .execute();
}

export async function deleteCard(tx: Tx, id: string): Promise<boolean> {
  await tx.db.deleteFrom('counterpart').where('row_id', '=', id).execute();
  const { numDeletedRows } = await tx.db.deleteFrom('value_card').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Puts one department in the place of whoever read the card before. */
export async function showTo(
  tx: Tx,
  card: string,
  organisation: string,
  department: string | undefined,
): Promise<void> {
  await tx.db.deleteFrom('counterpart').where('row_id', '=', card).execute();
  if (!department) return;
  await tx.db
    .insertInto('counterpart')
    .values({ row_id: card, space_id: organisation, person_id: null, organisation_id: department })
    .execute();
}

function written(fields: CardFields) {
  return {
    audience: fields.audience,
    goal_id: fields.goal_id,
    title: JSON.stringify(fields.title),
    expertise: JSON.stringify(fields.expertise),
    networks: JSON.stringify(fields.networks),
    capacity: JSON.stringify(fields.capacity),
    evidence: JSON.stringify(fields.evidence),
  };
}
