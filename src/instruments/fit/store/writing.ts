import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Counts, Mark } from '../rules.ts';
import './tables.ts';

const row = (space: string) => ({ id: newId(), space_id: space, audience_id: null });
const by = (tx: Tx) => ({ by_person: tx.scope.person?.id ?? null });

export async function insertGoal(
  tx: Tx,
  space: string,
  goal: { text: string; block: string | null; locale: Locale },
): Promise<string> {
  const made = row(space);
  await tx.db
    .insertInto('fit_goal')
    .values({ ...made, ...by(tx), text: goal.text, block_id: goal.block, locale: goal.locale })
    .execute();
  return made.id;
}

export async function insertOwnGoal(
  tx: Tx,
  partner: string,
  goal: { text: string; locale: Locale },
): Promise<string> {
  const made = row(partner);
  await tx.db
    .insertInto('fit_own_goal')
    .values({ ...made, ...by(tx), ...goal })
    .execute();
  return made.id;
}

/** Takes a goal away, or puts it back; false where that is so already. */
export async function setRemoved(
  tx: Tx,
  table: 'fit_goal' | 'fit_own_goal',
  id: string,
  removed: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable(table)
    .set({ removed_at: removed ? tx.now : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A rating with all that was said in it, in the partner's own space. */
export async function insertRating(
  tx: Tx,
  partner: string,
  marks: readonly Mark[],
  locale: Locale,
): Promise<string> {
  const made = row(partner);
  await tx.db
    .insertInto('fit_rating')
    .values({ ...made, ...by(tx), locale })
    .execute();
  await tx.db
    .insertInto('fit_mark')
    .values(
      marks.map((mark) => ({
        ...row(partner),
        rating_id: made.id,
        own_goal_id: mark.own,
        goal_id: mark.goal,
        says: mark.says,
        reason: mark.reason,
        shared: mark.shared,
      })),
    )
    .execute();
  return made.id;
}

/** What all partners see of it. */
export async function insertSummary(
  tx: Tx,
  space: string,
  summary: Counts & { partner: string; rating: string; fell: boolean },
): Promise<string> {
  const { partner, rating, ...counts } = summary;
  const made = row(space);
  await tx.db
    .insertInto('fit_summary')
    .values({ ...made, ...counts, partner_id: partner, rating_id: rating })
    .execute();
  return made.id;
}

export async function insertTensions(
  tx: Tx,
  space: string,
  summary: { id: string; partner: string; locale: Locale },
  tensions: readonly Mark[],
): Promise<void> {
  if (tensions.length === 0) return;
  await tx.db
    .insertInto('fit_tension')
    .values(
      tensions.map(({ goal, reason }) => ({
        ...row(space),
        ...by(tx),
        partner_id: summary.partner,
        summary_id: summary.id,
        goal_id: goal,
        reason,
        locale: summary.locale,
      })),
    )
    .execute();
}

export async function insertTalk(
  tx: Tx,
  space: string,
  talk: { summary: string; text: string; locale: Locale },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('fit_talk')
    .values({ ...row(space), ...by(tx), summary_id: talk.summary, text: talk.text, locale: talk.locale })
    .onConflict((conflict) => conflict.column('summary_id').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}
