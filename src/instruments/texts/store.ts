import { sql } from 'kysely';
import { listDocumentsOfKind } from '../../mechanisms/living-document/store.ts';
import { holdRound } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Span } from '../../platform/instrument.ts';
import { calledIn } from '../partnerships/store.ts';

/** Names of all partners there ever were: what one wrote stays signed when it has left. */
export async function listPartnerNames(tx: Tx, partnership: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('partner')
    .select(['id', calledIn().as('name')])
    .where('space_id', '=', partnership)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The vision that was begun from a round, if one was. Whoever begins one at the same instant waits here. */
export async function findVisionOf(tx: Tx, space: string, round: string): Promise<string | undefined> {
  await holdRound(tx, round);
  return (await listDocumentsOfKind(tx, space, 'vision')).find((one) => one.round === round)?.id;
}

type Place = { space: string; document: string; title: string; locale: Locale; partnership: string };

/** Texts with sections that everybody's yes adopts, and to whose last words these partners have said nothing yet. */
export async function listToAnswer(tx: Tx, partners: readonly string[]): Promise<(Place & { n: number })[]> {
  if (partners.length === 0) return [];
  const { rows } = await sql<Place & { n: number }>`
    select d.space_id as space, d.id as document, d.title, d.locale, s.name as partnership, count(*)::int as n
    from partner p
    join partnership s on s.id = p.space_id and s.ended_at is null
    join document d on d.space_id = p.space_id
    join document_block b on b.document_id = d.id and b.removed_at is null
    join lateral (select max(number) as number from block_version where block_id = b.id) v on v.number is not null
    where p.id = any (${partners}::uuid[]) and p.joined_at is not null and p.left_at is null
      and adoption_by_words(d.space_id, d.id)
      and not exists (
        select from block_adoption a
        where a.block_id = b.id and a.version = v.number and a.partner_id = p.id)
    group by d.id, s.name
    order by d.id`.execute(tx.db);
  return rows;
}

/** Somebody, and the partnerships that they take part in: nowhere else is looked. */
type Somebody = { person: string; partnerships: readonly string[] };

/** Talks in which the last word is somebody else's, about words of this person or begun by them. */
export async function listToReply(
  tx: Tx,
  { person, partnerships }: Somebody,
): Promise<(Place & { block: string; by: string | null; at: Date })[]> {
  const { rows } = await sql<Place & { block: string; by: string | null; at: Date }>`
    select d.space_id as space, d.id as document, d.title, d.locale, s.name as partnership, c.block_id as block, o.name as by, l.at
    from block_comment c
    join block_version v on v.block_id = c.block_id and v.number = c.version
    join document_block b on b.id = c.block_id and b.removed_at is null
    join document d on d.id = b.document_id
    join partnership s on s.id = d.space_id and s.ended_at is null
    join lateral (
      select r.by_person, r.at from block_comment r
      where (r.id = c.id or r.answers_id = c.id) and r.taken_back_at is null order by r.at desc, r.id desc limit 1) l on true
    left join person o on o.id = l.by_person
    where d.space_id = any (${partnerships}::uuid[]) and c.answers_id is null and c.settled_at is null and c.taken_back_at is null
      and (v.by_person = ${person} or c.by_person = ${person}) and l.by_person is distinct from ${person}
    order by l.at limit 50`.execute(tx.db);
  return rows;
}

/** Sections whose last words are this person's, and of which a partner said what is missing. */
export async function listMissing(
  tx: Tx,
  { person, partnerships }: Somebody,
): Promise<(Place & { block: string; by: string; out: boolean })[]> {
  const { rows } = await sql<Place & { block: string; by: string; out: boolean }>`
    select d.space_id as space, d.id as document, d.title, d.locale, s.name as partnership, b.id as block, partner_called(p.name, p.organisation_id) as by, v.text = '' as out
    from block_version v
    join document_block b on b.id = v.block_id and b.removed_at is null
    join document d on d.id = b.document_id
    join partnership s on s.id = d.space_id and s.ended_at is null
    join lateral (
      select distinct on (a.partner_id) a.partner_id, a.answer from block_adoption a
      where a.block_id = v.block_id and a.version = v.number
      order by a.partner_id, a.at desc, a.id desc) w on w.answer = 'not-yet'
    join partner p on p.id = w.partner_id and p.left_at is null
    where d.space_id = any (${partnerships}::uuid[]) and v.by_person = ${person}
      and v.number = (select max(n.number) from block_version n where n.block_id = v.block_id)
    order by b.id limit 50`.execute(tx.db);
  return rows;
}

/** Agreed texts to look at again, as their day or something else has come, of these partnerships and of those that these partners are in. */
export async function listToRevisit(
  tx: Tx,
  of: { partnerships: readonly string[]; partners: readonly string[] },
  today: string,
): Promise<(Place & { revisitOn: string | null })[]> {
  if (of.partnerships.length + of.partners.length === 0) return [];
  const { rows } = await sql<Place & { revisitOn: string | null }>`
    select d.space_id as space, d.id as document, d.title, d.locale, s.name as partnership,
      case when d.revisit_on <= ${today}::date then d.revisit_on end as "revisitOn"
    from document d
    join partnership s on s.id = d.space_id and s.ended_at is null
    cross join lateral document_reasons(d.id) r
    where (d.revisit_on <= ${today}::date or r.happened + r.joined + r.gone > 0)
      and (d.space_id = any (${of.partnerships}::uuid[])
        or d.space_id in (select p.space_id from partner p where p.id = any (${of.partners}::uuid[]) and p.left_at is null))
      and exists (select from document_edition e where e.document_id = d.id)
    order by d.revisit_on`.execute(tx.db);
  return rows;
}

/** Partnerships with a text to look at again on one of these days. Past the guards. */
export async function listSpacesToRevisit(tx: Tx, { firstDay, lastDay }: Span): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('document')
    .select('space_id')
    .distinct()
    .where('revisit_on', '>=', firstDay)
    .where('revisit_on', '<=', lastDay)
    .execute();
  return rows.map((row) => row.space_id);
}

/** Agreed texts whose day has come without being told; for the house. */
export function listUntold(tx: Tx, today: string) {
  return tx.db
    .selectFrom('document as d')
    .innerJoin('partnership as s', 's.id', 'd.space_id')
    .where('s.ended_at', 'is', null)
    .select(['d.id', 'd.space_id as space', 'd.title', 'd.revisit_on as revisitOn'])
    .where('d.revisit_on', '<=', today)
    .where(sql<boolean>`d.asked_on is distinct from d.revisit_on`)
    .where((where) =>
      where.exists(
        where.selectFrom('document_edition as e').select('e.id').whereRef('e.document_id', '=', 'd.id'),
      ),
    )
    .limit(500)
    .execute();
}

/** Notes that this day was told; false where somebody was faster. */
export async function noteTold(tx: Tx, document: string, day: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('document')
    .set({ asked_on: day })
    .where('id', '=', document)
    .where('revisit_on', '=', day)
    .where(sql<boolean>`asked_on is distinct from revisit_on`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Texts with something that all who are still in have said yes to, and that nobody has written down as agreed. A yes
 * settles what it can itself, so only a partner who left after the last words were written leaves something behind;
 * an hour is longer than two transactions can overlap.
 */
export async function listUnsettled(tx: Tx): Promise<{ id: string; space: string }[]> {
  const { rows } = await sql<{ id: string; space: string }>`
    select d.id, d.space_id as space
    from (select space_id, max(left_at) as at from partner
      where left_at is not null and joined_at is not null group by space_id) gone
    join document d on d.space_id = gone.space_id
    where adoption_by_words(d.space_id, d.id) and exists (
      select from document_block b
      cross join lateral (select v.number, v.at from block_version v where v.block_id = b.id order by v.number desc limit 1) v
      where b.document_id = d.id and b.removed_at is null and v.at < gone.at + interval '1 hour'
        and not exists (select from block_agreement g where g.block_id = b.id and g.version = v.number)
        and document_all_say_yes(b.id, v.number, d.space_id))
    limit 500`.execute(tx.db);
  return rows;
}

export async function listJoined(tx: Tx, partnership: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('partner')
    .select('id')
    .where('space_id', '=', partnership)
    .where('joined_at', 'is not', null)
    .where('left_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of these texts that the reader may read, each with its partnership. */
export function listTextsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('document as d')
    .innerJoin('partnership as s', 's.id', 'd.space_id')
    .select(['d.id', 'd.space_id as partnership', 'd.title', 'd.locale as lang', 's.name'])
    .select('d.begun_at as begunAt')
    .select(
      sql<string[]>`array(
        select concat_ws(E'\\n', nullif(coalesce(v.heading, b.heading), ''), v.text)
        from document_block b left join lateral (
          select heading, text from block_version where block_id = b.id order by number desc limit 1) v on true
        where b.document_id = d.id and b.removed_at is null
        order by b.position)`.as('texts'),
    )
    .where('d.id', 'in', ids)
    .execute();
}
