import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { calledIn } from '../../partnerships/store.ts';
import { type OpenKey, ownKind } from '../rules.ts';
import './tables.ts';

/** The thanks that stand: of each to each the latest, where it was not taken back. */
export async function listThanks(tx: Tx, partnership: string) {
  const rows = await tx.db
    .selectFrom('moving_on_thanks as t')
    .leftJoin('partner as giver', 'giver.id', 't.from_partner')
    .innerJoin('partner as p', 'p.id', 't.to_partner')
    .distinctOn(['t.to_partner', 't.from_partner'])
    .select(['t.from_partner as from', calledIn('giver').as('fromName'), 't.to_partner as to'])
    .select([calledIn('p').as('toName'), 't.text', 't.locale'])
    .where('t.space_id', '=', partnership)
    .orderBy('t.to_partner')
    .orderBy('t.from_partner')
    .orderBy('t.at', 'desc')
    .orderBy('t.id', 'desc')
    .execute();
  return rows.filter(({ text }) => text !== '');
}

export async function insertThanks(
  tx: Tx,
  partnership: string,
  thanks: { from: string | null; to: string; text: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('moving_on_thanks')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      from_partner: thanks.from,
      to_partner: thanks.to,
      text: thanks.text,
      locale: thanks.locale,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** How it ended last, if it was ended here. */
export function findEnd(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('moving_on_end as e')
    .leftJoin('person as by', 'by.id', 'e.by_person')
    .select(['e.open', 'e.reason', 'e.locale', 'e.at', 'by.name as byName'])
    .where('e.space_id', '=', partnership)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Since when it goes on, if it ended before: what was agreed until then was about that end. */
export async function findResumed(tx: Tx, partnership: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select ${resumed(partnership)} as at`.execute(tx.db);
  return rows[0]?.at ?? undefined;
}

const resumed = (partnership: string) => sql<Date | null>`(
  select max(r.at) from journal_entry r where r.space_id = ${partnership} and r.kind = 'partnership.resumed')`;

export async function insertEnd(
  tx: Tx,
  partnership: string,
  end: { open: readonly OpenKey[]; reason: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('moving_on_end')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      open: [...end.open],
      reason: end.reason,
      locale: end.locale,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}

/** Since when partners are at it, and since when all have said yes to the end, not to an earlier one. */
export async function findProgress(
  tx: Tx,
  partnership: string,
): Promise<{ begunAt: Date | null; agreedAt: Date | null }> {
  const { rows } = await sql<{ begunAt: Date | null; agreedAt: Date | null }>`
    select least(
        (select min(i.at) from moving_on_item i where i.space_id = ${partnership}),
        (select min(o.at) from consent_proposal o where o.space_id = ${partnership} and o.kind = ${ownKind})) as "begunAt",
      (select max(o.closed_at) from consent_proposal o
        where o.space_id = ${partnership} and o.kind = ${ownKind} and o.outcome = 'agreed'
          and o.closed_at > coalesce(${resumed(partnership)}, '-infinity')) as "agreedAt"`.execute(tx.db);
  return rows[0] ?? { begunAt: null, agreedAt: null };
}
