import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Span } from '../../../platform/instrument.ts';
import { ratingDays } from '../promise.ts';
import '../tables.ts';

/**
 * What waits for somebody: a voice of `partner` by a moment (again, where it spoke to earlier words; told to who
 * facilitates, where it has no people), an objection to take up or to set aside, an outcome to write down, a look at it by a day, or what comes next.
 */
export type Waiting = {
  what: 'voice' | 'again' | 'told' | 'aside' | 'objection' | 'outcome' | 'review' | 'stage';
  id: string;
  partnership: string;
  name: string;
  title: string;
  locale: Locale;
  dueAt: Date | null;
  reviewOn: string | null;
  partner: string | null;
  partnerName: string | null;
  /** The voice that is to be set aside. */
  objection: string | null;
};

/** Nobody has more on a desk. */
const mostWaiting = 200;

/**
 * What waits for somebody: their own voice, voices of partners that they answer for, or that have no people where they facilitate;
 * objections that they may read, and what is counted and not written down, if they proposed it or facilitate; and what
 * is looked at again by a day. Nowhere but in `within` is looked.
 */
export async function listWaiting(
  tx: Tx,
  person: string,
  seats: {
    answers: readonly string[];
    facilitates: readonly string[];
    contributes: readonly string[];
    within: readonly string[];
  },
  until: string,
): Promise<Waiting[]> {
  const { answers, facilitates, contributes, within } = seats;
  const { rows } = await sql<Waiting>`
    with one as (
      select d.id, d.space_id, s.name, d.title, d.locale, d.due_at, d.settled_at, d.by_person, d.process, d.voices, d.fallback,
        decision_stage(d.stage, d.opens_at) as stage,
        d.space_id = any (${facilitates}::uuid[]) as facilitated
      from decision d join partnership s on s.id = d.space_id and s.ended_at is null
      where d.space_id = any (${within}::uuid[]) and d.withdrawn_at is null),
    going as (select * from one where stage = 'decide' and settled_at is null and due_at > app_now()),
    aside as materialized (
      select a.id, v.id as voice, coalesce(v.person_id, v.partner_id) as voter, going.id as decision from going
        join decision_aside a on a.decision_id = going.id join decision_voice v on v.id = a.voice_id
      where app_objection_stands(v.id, going.id)),
    last as (
      select distinct on (w.decision_id) w.decision_id, w.holds, w.review_on from decision_statement w
      where w.space_id = any (${within}::uuid[]) order by w.decision_id, w.at desc, w.id desc)
    select case when not p.id = any (${answers}::uuid[]) then 'told'
        when exists (select from decision_voice v where v.decision_id = going.id and v.partner_id = p.id) then 'again'
        else 'voice' end as what, going.id, going.space_id as partnership, going.name, going.title, going.locale,
      going.due_at as "dueAt", null::date as "reviewOn", p.id as partner,
      partner_called(p.name, p.organisation_id) as "partnerName", null::uuid as objection
    from going
      join partner p on going.voices = 'partners' and p.space_id = going.space_id and p.joined_at is not null
        and p.left_at is null
    where (p.id = any (${answers}::uuid[]) or (going.facilitated and app_without_people(p.id)))
      and app_has_voice(going.id, p.id, app_now()) and not decision_has_spoken(going.id, p.id)
    union all
    select case when exists (
        select from decision_voice v where v.decision_id = going.id and v.person_id = ${person}) then 'again' else 'voice' end,
      going.id, going.space_id, going.name, going.title, going.locale, going.due_at, null, null, null, null
    from going
    where going.voices = 'people' and app_has_voice(going.id, ${person}, app_now())
      and not decision_has_spoken(going.id, ${person})
    union all
    select 'aside', going.id, going.space_id, going.name, going.title, going.locale, going.due_at, null, p.id,
      partner_called(p.name, p.organisation_id), aside.voice
    from aside join going on going.id = aside.decision and going.voices = 'partners'
      join partner p on p.space_id = going.space_id and p.joined_at is not null and p.left_at is null
    where p.id <> aside.voter
      and (p.id = any (${answers}::uuid[]) or (going.facilitated and app_without_people(p.id)))
      and app_has_voice(going.id, p.id, app_now())
      and not exists (select from decision_aside_yes y where y.aside_id = aside.id and y.partner_id = p.id)
      and 'no' is distinct from (select w.says from decision_aside_word w
        where w.aside_id = aside.id and w.partner_id = p.id order by w.at desc, w.id desc limit 1)
    union all
    select 'aside', going.id, going.space_id, going.name, going.title, going.locale, going.due_at, null, null, null,
      aside.voice
    from aside join going on going.id = aside.decision and going.voices = 'people'
    where aside.voter <> ${person} and app_has_voice(going.id, ${person}, app_now())
      and not exists (select from decision_aside_yes y where y.aside_id = aside.id and y.person_id = ${person})
      and 'no' is distinct from (select w.says from decision_aside_word w
        where w.aside_id = aside.id and w.person_id = ${person} order by w.at desc, w.id desc limit 1)
    union all
    select 'objection', going.id, going.space_id, going.name, going.title, going.locale, going.due_at, null, null, null,
      null
    from going
    where (going.facilitated or (going.by_person = ${person} and going.space_id = any (${contributes}::uuid[])))
      and exists (
        select from (
          select distinct on (coalesce(v.person_id, v.partner_id)) v.id, coalesce(v.person_id, v.partner_id) as voter, v.stance
          from decision_voice v
          where v.decision_id = going.id and v.version = (
            select max(n.number) from decision_version n where n.decision_id = going.id)
          order by coalesce(v.person_id, v.partner_id), v.at desc, v.id desc) said
        join jsonb_array_elements(going.process -> 'ballot' -> 'stances') s on s ->> 'key' = said.stance
          and s ->> 'counts' = 'blocks'
        where app_has_voice(going.id, said.voter, app_now()) and (
          not exists (select from aside where aside.voice = said.id) or exists (
            select from aside join decision_voters(going.id, app_now()) o on o.voter <> said.voter
            where aside.voice = said.id and not exists (select from decision_aside_yes y
              where y.aside_id = aside.id and coalesce(y.person_id, y.partner_id) = o.voter))))
    union all
    select 'outcome', one.id, one.space_id, one.name, one.title, one.locale, null, null, null, null, null
    from one
    -- Counted or not: what is over by the clock waits, unless the house may go on with it.
    where (one.settled_at is not null or (one.stage = 'decide' and one.due_at <= app_now() and one.fallback is null))
      and (one.facilitated
        or (one.by_person = ${person} and one.space_id = any (${contributes}::uuid[])))
      and not exists (select from last where last.decision_id = one.id)
      and not exists (select from decision_fallback f where f.decision_id = one.id and f.leads_to_id is not null)
    union all
    select 'stage', one.id, one.space_id, one.name, one.title, one.locale, null, null, null, null, null
    from one
    where one.stage <> 'decide' and one.settled_at is null and one.due_at <= app_now() and (one.facilitated
        or (one.by_person = ${person} and one.space_id = any (${contributes}::uuid[])))
    union all
    select 'review', one.id, one.space_id, one.name, one.title, one.locale, null, last.review_on, null, null, null
    from one join last on last.decision_id = one.id and last.holds and last.review_on <= ${until}
    where (one.facilitated or exists (
        select from partner p where p.space_id = one.space_id and p.id = any (${answers}::uuid[])))
      and decision_replaced_by(one.id) is null
    order by "dueAt", "reviewOn", id
    limit ${mostWaiting}`.execute(tx.db);
  return rows;
}

/** Partnerships in which something ends, or is looked at again, in a span. Past the guards. */
export async function listSpacesDue(tx: Tx, { from, until, firstDay, lastDay }: Span): Promise<string[]> {
  const { rows } = await sql<{ space: string }>`
    select space_id as space from decision
    where settled_at is null and withdrawn_at is null and due_at between ${from} and ${until}
    union select space_id from decision
    where settled_at + make_interval(days => ${ratingDays}) between ${from} and ${until}
    union select space_id from decision_statement where review_on between ${firstDay} and ${lastDay}`.execute(
    tx.db,
  );
  return rows.map(({ space }) => space);
}
