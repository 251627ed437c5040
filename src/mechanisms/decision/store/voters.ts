import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import { partOf } from '../../../platform/database/part.ts';
import type { Decision } from './reading.ts';
import '../tables.ts';

/** Whose voices count: of partners or of people, and in which group; without one, of the whole space. */
export type Electorate = Pick<Decision, 'voices' | 'circle'>;

/** Who has a voice in a decision at a moment, with the kind of their partner; without names, since they may be many. */
export async function listVoters(tx: Tx, decision: string, at: Date) {
  const { rows } = await sql<{ id: string; kind: string }>`
    select v.voter as id, p.kind from decision_voters(${decision}, ${at}) v join partner p on p.id = v.partner
    order by v.voter`.execute(tx.db);
  return rows;
}

/** How many would have a voice now. */
export async function countElectorate(
  tx: Tx,
  space: string,
  { voices, circle }: Electorate,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app_voters(${space}, ${voices}, ${circle}, app_now())`.execute(tx.db);
  return rows[0]!.n;
}

/** The group above one, or null for the whole space; undefined where the space has ended. Past the guards. */
export async function findAbove(
  tx: Tx,
  { space, circle }: { space: string; circle: string },
): Promise<string | null | undefined> {
  const { rows } = await sql<{ above: string | null }>`
    select circle_above(${circle}) as above from partnership p where p.id = ${space} and p.ended_at is null`.execute(
    tx.db,
  );
  return rows[0]?.above;
}

/** How many have a voice at a moment, and how many of them have spoken to the last words. */
export async function countVoters(tx: Tx, decision: string, at: Date) {
  const { rows } = await sql<{ asked: number; spoke: number }>`
    select count(*)::int as asked, count(s.partner)::int as spoke
    from decision_voters(${decision}, ${at}) v left join decision_spoken(${decision}) s on s.partner = v.voter`.execute(
    tx.db,
  );
  return rows[0]!;
}

const votersShown = 50;

/**
 * Who has a voice at a moment, a part at a time: partners in the order in which they came; of people the reader (`own`)
 * first, then who has spoken. `partner` is the one that a person comes from.
 */
export async function listVoterPart(
  tx: Tx,
  { id, voices }: Pick<Decision, 'id' | 'voices'>,
  { at, own, after }: { at: Date; own: string | undefined; after: string | undefined },
) {
  const people = voices === 'people';
  const { rows } = await sql<{ id: string; name: string | null; partner: string | null; spoken: boolean }>`
    with ranked as materialized (
      select v.voter, v.partner, s.at is not null as spoken,
        case when not ${people} then 0 when v.voter = ${own ?? null}::uuid then 0 when s.at is not null then 1 else 2 end as rank
      from decision_voters(${id}, ${at}) v left join decision_spoken(${id}) s on s.partner = v.voter),
    part as (
      select * from ranked r
      where ${after ?? null}::uuid is null or (r.rank, r.voter) > (
        select b.rank, b.voter from ranked b where b.voter = ${after ?? null}::uuid)
      order by r.rank, r.voter limit ${votersShown + 1})
    select part.voter as id, part.spoken,
      case when ${people} then who.name else partner_called(p.name, p.organisation_id) end as name,
      case when ${people} then partner_called(p.name, p.organisation_id) end as partner
    from part join partner p on p.id = part.partner left join person who on ${people} and who.id = part.voter
    order by part.rank, part.voter`.execute(tx.db);
  return partOf(rows, votersShown);
}

/** The names of partners and people. */
export async function nameVoters(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from person p where p.id = any (${ids}::uuid[])
    union all select p.id, partner_called(p.name, p.organisation_id) from partner p where p.id = any (${ids}::uuid[])`.execute(
    tx.db,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** One who has a voice now (or had it when it ended), by name; undefined for who has none. */
export async function findVoter(
  tx: Tx,
  { id, voices, dueAt }: Pick<Decision, 'id' | 'voices' | 'dueAt'>,
  voter: string,
) {
  const people = voices === 'people';
  const at = dueAt < tx.now ? dueAt : tx.now;
  const { rows } = await sql<{ id: string; name: string | null; spoken: boolean }>`
    select v.id, decision_has_spoken(${id}, v.id) as spoken,
      case when ${people} then (select p.name from person p where p.id = v.id)
        else (select partner_called(p.name, p.organisation_id) from partner p where p.id = v.id) end as name
    from (select ${voter}::uuid as id) v where app_has_voice(${id}, v.id, ${at})`.execute(tx.db);
  return rows[0];
}

const voices = (tx: Tx, decision: string) =>
  tx.db
    .selectFrom('decision_voice as v')
    .leftJoin('person as by', 'by.id', 'v.by_person')
    .select(['v.id', 'v.version', 'v.stance', 'v.marks', 'v.reason', 'v.locale'])
    .select(sql<string>`coalesce(v.person_id, v.partner_id)`.as('voter'))
    .select(['v.recorded_how as recordedHow', 'v.recorded_on as recordedOn', 'v.at', 'by.name as byName'])
    .where('v.decision_id', '=', decision)
    .orderBy('v.at')
    .orderBy('v.id');
export type GivenVoice = Awaited<ReturnType<typeof listVoices>>[number];

/** Voices to one version that the reader may see, in the order in which they were given. */
export function listVoices(tx: Tx, decision: string, version: number) {
  return voices(tx, decision).where('v.version', '=', version).execute();
}

/** What these said to the last version, and to those before it: as far as the reader may see it. */
export function listVoicesOf(tx: Tx, decision: string, voters: readonly string[], version: number) {
  return voices(tx, decision)
    .where('v.version', '<=', version)
    .where(sql<boolean>`(v.partner_id = any (${voters}::uuid[]) or v.person_id = any (${voters}::uuid[]))`)
    .execute();
}

/** Of what those said who have no voice any more, no more is shown. */
const mostGone = 50;

/** What was said last to earlier versions by who has no voice at a moment, with their names: as far as the reader may see it. */
export async function listVoicesGone(tx: Tx, decision: string, version: number, at: Date) {
  if (version === 1) return { voices: [], names: new Map<string, string>() as ReadonlyMap<string, string> };
  const latest = await voices(tx, decision)
    .where('v.version', '<', version)
    .where(
      sql<boolean>`coalesce(v.person_id, v.partner_id) not in (select e.voter from decision_voters(${decision}, ${at}) e)`,
    )
    .clearOrderBy()
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(mostGone)
    .execute();
  return {
    voices: latest.toReversed(),
    names: await nameVoters(
      tx,
      latest.map(({ voter }) => voter),
    ),
  };
}

/** One voice that the reader may see, with the name of whose it is. */
export function findVoice(tx: Tx, decision: string, id: string) {
  return voices(tx, decision)
    .select(
      sql<string | null>`coalesce((select p.name from person p where p.id = v.person_id),
        (select partner_called(p.name, p.organisation_id) from partner p where p.id = v.partner_id))`.as(
        'name',
      ),
    )
    .select(sql<boolean>`app_objection_stands(v.id, v.decision_id)`.as('stands'))
    .where('v.id', '=', id)
    .executeTakeFirst();
}

/** What somebody said last to a version. */
export async function findLastVoice(tx: Tx, decision: string, voter: string, version: number) {
  return (await listVoicesOf(tx, decision, [voter], version)).findLast((one) => one.version === version);
}

/** Voices that the reader may see, to the last version, the last of each who has a voice, with one of these stances. */
export async function listLastWith(tx: Tx, decision: string, stances: readonly string[], version: number) {
  if (stances.length === 0) return [];
  const { rows } = await sql<{ id: string; voter: string }>`
    select said.id, said.voter from (
      select distinct on (coalesce(v.person_id, v.partner_id)) v.id, v.stance, coalesce(v.person_id, v.partner_id) as voter
      from decision_voice v where v.decision_id = ${decision} and v.version = ${version}
      order by coalesce(v.person_id, v.partner_id), v.at desc, v.id desc) said
    where said.stance = any (${stances}::text[]) and app_has_voice(${decision}, said.voter, app_now())`.execute(
    tx.db,
  );
  return rows;
}

/** What a guest said to what is still being decided is said by their account, unless that has spoken to the same words itself. Past the guards. */
export async function moveVoices(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await sql`update decision_voice v set person_id = ${account}
    from decision d where d.id = v.decision_id and d.settled_at is null and v.space_id = ${partnership}
      and v.person_id = ${guest} and not exists (
        select from decision_voice o
        where o.decision_id = d.id and o.version = v.version and o.person_id = ${account})`.execute(tx.db);
  await sql`update decision_aside_yes y set person_id = ${account}
    where y.space_id = ${partnership} and y.person_id = ${guest} and not exists (
      select from decision_aside_yes o where o.aside_id = y.aside_id and o.person_id = ${account})`.execute(
    tx.db,
  );
  await sql`update decision_aside_word w set person_id = ${account}
    where w.space_id = ${partnership} and w.person_id = ${guest} and not exists (
      select from decision_aside_word o where o.aside_id = w.aside_id and o.person_id = ${account})`.execute(
    tx.db,
  );
}
