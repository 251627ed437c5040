import { sql } from 'kysely';
import type { Outcome } from '../../../mechanisms/decision/rules.ts';
import { listGoing } from '../../../mechanisms/decision/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Week } from '../rules.ts';
import './tables.ts';

export type WeekLine = {
  id: string;
  title: string;
  locale: Locale;
  at: Date;
  /** Of what all or a group decided: what came of it, and what was written down of that. */
  outcome: Outcome | null;
  holds: boolean | null;
  groupName: string | null;
  groupLocale: Locale | null;
  /** Of what one decided: in which role, and who. */
  roleTitle: string | null;
  roleLocale: Locale | null;
  byName: string | null;
};

/** More than these are counted and not read: a page has ten lines. */
const mostRead = 200;

/** What was decided in a span of a partnership, by all, by groups and by those who hold roles; the latest first. */
export async function listDecidedIn(
  tx: Tx,
  partnership: string,
  { from, until }: Pick<Week, 'from' | 'until'>,
): Promise<WeekLine[]> {
  const { rows } = await sql<WeekLine>`
    select d.id, d.title, d.locale, d.settled_at as at, d.outcome, c.name as "groupName", c.locale as "groupLocale",
      (select s.holds from decision_statement s where s.decision_id = d.id order by s.at desc, s.id desc limit 1) as holds,
      null as "roleTitle", null as "roleLocale", null as "byName"
    from decision d left join working_group c on c.id = d.circle_id
    where d.space_id = ${partnership} and d.withdrawn_at is null
      and d.settled_at >= ${from} and d.settled_at < ${until}
    union all
    select g.id, g.title, g.locale, g.at, null, null, null, null, o.title, s.locale, p.name
    from delegated_decision g join partnership s on s.id = g.space_id join delegation_rule r on r.id = g.rule_id left join role o on o.id = r.role_id
      left join person p on p.id = g.by_person
    where g.space_id = ${partnership} and g.at >= ${from} and g.at < ${until}
    order by at desc, id desc limit ${mostRead}`.execute(tx.db);
  return rows;
}

/** What was decided in a week, and what is open now. */
export async function loadDecidedAndOpen(tx: Tx, partnership: string, week: Pick<Week, 'from' | 'until'>) {
  const going = await listGoing(tx, partnership, []);
  return {
    decided: await listDecidedIn(tx, partnership, week),
    open: going.map(({ id, title, locale, dueAt }) => ({ id, title, locale, dueAt, late: dueAt <= tx.now })),
  };
}
export type WeekRead = Awaited<ReturnType<typeof loadDecidedAndOpen>>;

/** Who takes part in which partnership in which something was decided lately, and wants mails of it. Past the guards. */
export async function listToTellOfWeeks(tx: Tx, since: Date) {
  const { rows } = await sql<{
    person: string;
    partnership: string;
    name: string;
    hour: number;
    since: Date;
  }>`
    select t.person_id as person, t.partnership_id as partnership, s.name, max(t.hour) as hour, min(t.since) as since
    from told_part t join partnership s on s.id = t.partnership_id
    where t.rhythm <> 'never' and s.begun_at is not null
      and (exists (select from decision d where d.space_id = s.id and d.settled_at >= ${since} and d.withdrawn_at is null)
        or exists (select from delegated_decision g where g.space_id = s.id and g.at >= ${since}))
    group by t.person_id, t.partnership_id, s.name
    order by t.person_id, t.partnership_id`.execute(tx.db);
  return rows;
}

/** Of these, those who have been told of the week before that Monday already, as `person partnership monday`. */
export async function listToldOfWeeks(tx: Tx, since: string): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('decision_week_told')
    .select(['person_id', 'space_id', 'monday'])
    .where('monday', '>=', since)
    .execute();
  return new Set(rows.map((row) => weekKey(row.person_id, row.space_id, row.monday)));
}

export const weekKey = (...parts: [person: string, partnership: string, monday: string]) => parts.join(' ');

/** Whether it was for this call to tell them: of two at once, one is. */
export async function markWeekTold(
  tx: Tx,
  one: { person: string; partnership: string; monday: string },
): Promise<boolean> {
  const row = await tx.db
    .insertInto('decision_week_told')
    .values({ person_id: one.person, space_id: one.partnership, monday: one.monday })
    .onConflict((conflict) => conflict.doNothing())
    .returning('monday')
    .executeTakeFirst();
  return row !== undefined;
}

/** Days after which it is forgotten who was told of a week: longer than any week is told. */
export const weeksKept = 60;

export async function forgetOldWeeks(tx: Tx): Promise<void> {
  await tx.db
    .deleteFrom('decision_week_told')
    .where('at', '<', new Date(tx.now.getTime() - weeksKept * 86_400_000))
    .execute();
}
