import { sql } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { type Part, partOf } from '../../../platform/database/part.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Span } from '../../../platform/instrument.ts';
import { forgetSubjects, indexSubject } from '../../../platform/search/index-subject.ts';
import { calledIn } from '../../partnerships/store.ts';
import { type ItemKind, type ItemState, stateOf } from '../rules.ts';
import './tables.ts';

const itemsShown = 200;

/** With the last word that was said to what it says now: a yes to other words counts no more. */
const items = (tx: Tx) =>
  tx.db
    .selectFrom('moving_on_item as i')
    .leftJoin('partner as p', 'p.id', 'i.taker_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('moving_on_word as w')
          .select(['w.says', 'w.reason', 'w.locale', 'w.at', 'w.by_person', 'w.recorded_how'])
          .whereRef('w.item_id', '=', 'i.id')
          .whereRef('w.at', '>=', 'i.changed_at')
          .orderBy('w.at', 'desc')
          .orderBy('w.id', 'desc')
          .limit(1)
          .as('word'),
      (join) => join.onTrue(),
    )
    .leftJoin('person as by', 'by.id', 'word.by_person')
    .select(['i.id', 'i.space_id as partnership', 'i.kind', 'i.what', 'i.whom', 'i.locale'])
    .select(['i.until_on as until', 'i.taker_id as taker', calledIn('p').as('takerName')])
    .select(['i.changed_at as changedAt', 'i.removed_at as removedAt', 'i.to_do_id as toDo'])
    .select(['word.says', 'word.reason', 'word.locale as said', 'word.at as saidAt', 'by.name as saidBy'])
    .select('word.recorded_how as recordedHow');

export type Item = NonNullable<Awaited<ReturnType<typeof findItem>>>;

/** What is to be settled, in the order in which it was written down, a part at a time. */
export async function listItems(
  tx: Tx,
  partnership: string,
  after?: string | undefined,
): Promise<Part<Item>> {
  const rows = await items(tx)
    .where('i.space_id', '=', partnership)
    .where('i.removed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('i.id', '>', after!))
    .orderBy('i.id')
    .limit(itemsShown + 1)
    .execute();
  return partOf(rows, itemsShown);
}

export function findItem(tx: Tx, partnership: string, id: string) {
  return items(tx).where('i.space_id', '=', partnership).where('i.id', '=', id).executeTakeFirst();
}

/** Where each of them stands, also those that a list has no room for. */
export async function listStates(tx: Tx, partnership: string): Promise<ItemState[]> {
  const rows = await items(tx)
    .where('i.space_id', '=', partnership)
    .where('i.removed_at', 'is', null)
    .execute();
  return rows.map(stateOf);
}

/** Open to-dos that are not among the items yet. */
export function listLooseToDos(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('to_do as t')
    .select(['t.id', 't.text', 't.due_on as due', 't.owner_partner as partner'])
    .where('t.space_id', '=', partnership)
    .where('t.done_at', 'is', null)
    .where('t.removed_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('moving_on_item as i')
            .select('i.id')
            .whereRef('i.to_do_id', '=', 't.id')
            .where('i.removed_at', 'is', null),
        ),
      ),
    )
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(500)
    .execute();
}

/** Whether a to-do is on the list of what is owed. */
export async function isListed(tx: Tx, toDo: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('moving_on_item')
    .select('id')
    .where('to_do_id', '=', toDo)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

export type ItemFields = {
  what: string;
  whom: string;
  until_on: string | null;
  taker_id: string | null;
  locale: Locale;
};

/** Brings the search up to what it says. One that was taken away is found no more. */
async function indexItem(tx: Tx, id: string): Promise<void> {
  const item = await tx.db
    .selectFrom('moving_on_item')
    .select(['space_id as space', 'what', 'whom', 'locale'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!item) return forgetSubjects(tx, [id]);
  const { space, locale } = item;
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: 'moving-on-item',
    id,
    texts: [
      { part: 'title', locale, text: item.what, weight: 1 },
      { part: 'more', locale, text: item.whom, weight: 0.5 },
    ],
  });
}

export async function insertItem(
  tx: Tx,
  partnership: string,
  fields: ItemFields & { kind: ItemKind; to_do_id: string | null },
): Promise<string> {
  const id = newId();
  const by = tx.scope.person?.id ?? null;
  await tx.db
    .insertInto('moving_on_item')
    .values({ id, space_id: partnership, audience_id: null, ...fields, by_person: by })
    .execute();
  await indexItem(tx, id);
  return id;
}

export async function lockItem(tx: Tx, id: string): Promise<void> {
  await tx.db.selectFrom('moving_on_item').select('id').where('id', '=', id).forUpdate().execute();
}

export async function updateItem(tx: Tx, id: string, fields: ItemFields): Promise<void> {
  await tx.db.updateTable('moving_on_item').set(fields).where('id', '=', id).execute();
  await indexItem(tx, id);
}

export async function setRemoved(tx: Tx, id: string, removed: boolean): Promise<void> {
  await tx.db
    .updateTable('moving_on_item')
    .set({ removed_at: removed ? tx.now : null })
    .where('id', '=', id)
    .execute();
  await indexItem(tx, id);
}

export async function insertItemWord(
  tx: Tx,
  item: Pick<Item, 'id' | 'partnership'>,
  word: {
    says: 'yes' | 'open' | 'again';
    partner: string | null;
    reason: string;
    locale: Locale;
    recording: { how: RecordedHow; on: string } | undefined;
  },
): Promise<void> {
  await tx.db
    .insertInto('moving_on_word')
    .values({
      id: newId(),
      space_id: item.partnership,
      audience_id: null,
      item_id: item.id,
      says: word.says,
      partner_id: word.partner,
      reason: word.reason,
      locale: word.locale,
      recorded_how: word.recording?.how ?? null,
      recorded_on: word.recording?.on ?? null,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

type Waiting = {
  id: string;
  partnership: string;
  name: string;
  what: string;
  locale: Locale;
  until: string | null;
  partner: string;
};

/** Items that wait for the yes of these partners, or of those without people in these partnerships. */
export async function listWaitingFor(
  tx: Tx,
  asked: { partners: readonly string[]; facilitated: readonly string[]; within: readonly string[] },
): Promise<Waiting[]> {
  if (asked.partners.length + asked.facilitated.length === 0) return [];
  const { rows } = await sql<Waiting>`
    select i.id, s.id as partnership, s.name, i.what, i.locale, i.until_on as until,
      partner_called(p.name, p.organisation_id) as partner
    from moving_on_item i
    join partnership s on s.id = i.space_id and s.ended_at is null
    join partner p on p.id = i.taker_id and p.left_at is null
    where i.removed_at is null and i.space_id = any (${asked.within}::uuid[])
      and (p.id = any (${asked.partners}::uuid[])
        or (p.space_id = any (${asked.facilitated}::uuid[]) and app_without_people(p.id)))
      and coalesce((select w.says from moving_on_word w where w.item_id = i.id and w.at >= i.changed_at
        order by w.at desc, w.id desc limit 1), 'again') = 'again'
    order by i.until_on nulls last, i.id limit 50`.execute(tx.db);
  return rows;
}

/** Partnerships with an item until one of these days. Past the guards. */
export async function listSpacesDue(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('moving_on_item')
    .select('space_id')
    .distinct()
    .where('removed_at', 'is', null)
    .where('until_on', '>=', firstDay)
    .where('until_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** Those of these that the reader may see, each with its partnership. */
export function listItemsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('moving_on_item as i')
    .innerJoin('partnership as s', 's.id', 'i.space_id')
    .select(['i.id', 'i.space_id as partnership', 'i.what', 'i.whom', 'i.locale as lang', 's.name'])
    .where('i.id', 'in', ids)
    .where('i.removed_at', 'is', null)
    .execute();
}
