import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Recording } from '../../sealed-round/answers.ts';
import { own } from './writing.ts';
import '../tables.ts';

/** Which partners have read which of the things that were written down of a decision, the latest first. */
export const listAcknowledged = (tx: Tx, decision: string) => listAcknowledgedOf(tx, [decision]);

/** The same of several. */
export async function listAcknowledgedOf(tx: Tx, decisions: readonly string[]) {
  if (decisions.length === 0) return [];
  return tx.db
    .selectFrom('decision_acknowledgement as a')
    .innerJoin('decision_statement as s', 's.id', 'a.statement_id')
    .leftJoin('person as by', 'by.id', 'a.by_person')
    .select(['a.statement_id as statement', 'a.partner_id as partner', 'a.at', 'by.name as byName'])
    .select(['a.recorded_how as recordedHow', 's.decision_id as of'])
    .where('s.decision_id', 'in', decisions)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}

/** That a partner has read it; said twice it is kept once. Tells whether it is new. */
export async function insertAcknowledgement(
  tx: Tx,
  space: string,
  read: { statement: string; partner: string; recording: Recording | undefined },
): Promise<boolean> {
  const { statement, partner, recording } = read;
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('decision_acknowledgement')
    .values({
      ...{ ...own(tx, space), statement_id: statement, partner_id: partner },
      ...{ recorded_how: recording?.how ?? null, recorded_on: recording?.on ?? null },
    })
    .onConflict((conflict) => conflict.columns(['statement_id', 'partner_id']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type Unread = {
  id: string;
  partnership: string;
  name: string;
  title: string;
  locale: Locale;
  partner: string;
  partnerName: string;
  /** It has read what was written down before. */
  again: boolean;
};

const mostUnread = 100;

/**
 * What was written down and partners that were asked have not read: those that the person answers for, and those without
 * people where they facilitate. What something else holds in place of by now is not asked for any more.
 */
export async function listUnread(
  tx: Tx,
  {
    answers,
    facilitates,
    within,
  }: { answers: readonly string[]; facilitates: readonly string[]; within: readonly string[] },
): Promise<Unread[]> {
  const { rows } = await sql<Unread>`
    select d.id, d.space_id as partnership, s.name, d.title, d.locale, p.id as partner,
      partner_called(p.name, p.organisation_id) as "partnerName",
      exists (select from decision_acknowledgement a join decision_statement w on w.id = a.statement_id
        where w.decision_id = d.id and a.partner_id = p.id) as again
    from decision d
    join partnership s on s.id = d.space_id and s.ended_at is null
    cross join lateral (select w.id, w.at from decision_statement w where w.decision_id = d.id
      order by w.at desc, w.id desc limit 1) last
    join partner p on p.space_id = d.space_id and p.joined_at <= d.due_at and p.left_at is null
    where d.space_id = any (${within}::uuid[]) and d.settled_at is not null
      and (p.id = any (${answers}::uuid[]) or (d.space_id = any (${facilitates}::uuid[]) and app_without_people(p.id)))
      and not exists (select from decision_acknowledgement a where a.statement_id = last.id and a.partner_id = p.id)
      and decision_replaced_by(d.id) is null
    order by last.at, d.id, p.id limit ${mostUnread}`.execute(tx.db);
  return rows;
}
