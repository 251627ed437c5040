import type { Recording } from '../../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { WayKind } from '../rules.ts';
import './tables.ts';

/** Where something belongs: a difference and its partnership. */
type In = { space: string; difference: string };
type By = { person: string | null; partner: string | null };

const row = (space: string) => ({ id: newId(), space_id: space, audience_id: null });

export async function insertDifference(
  tx: Tx,
  { space, difference }: In,
  mark: string | null,
): Promise<void> {
  await tx.db
    .insertInto('difference')
    .values({ id: difference, space_id: space, audience_id: null, mark_id: mark })
    .execute();
}

export async function insertOption(
  tx: Tx,
  at: In,
  { text, needs, locale }: { text: string; needs: string; locale: Locale },
  by: By,
): Promise<string> {
  const made = { ...row(at.space), difference_id: at.difference, text, needs, locale };
  await tx.db
    .insertInto('difference_option')
    .values({ ...made, by_person: by.person, by_partner: by.partner })
    .execute();
  return made.id;
}

export async function insertCriterion(
  tx: Tx,
  at: In,
  { text, locale }: { text: string; locale: Locale },
  by: By,
): Promise<string> {
  const made = { ...row(at.space), difference_id: at.difference, text, locale };
  await tx.db
    .insertInto('difference_criterion')
    .values({ ...made, by_person: by.person, by_partner: by.partner })
    .execute();
  return made.id;
}

/** Takes an option or a criterion away, or puts it back; false where that is so already. */
export async function setRemoved(
  tx: Tx,
  table: 'difference_option' | 'difference_criterion',
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

export async function insertWeights(
  tx: Tx,
  at: In,
  partner: string,
  weights: readonly { option: string; criterion: string; fits: number }[],
  person: string | null,
): Promise<void> {
  if (weights.length === 0) return;
  await tx.db
    .insertInto('difference_weight')
    .values(
      weights.map(({ option, criterion, fits }) => ({
        ...row(at.space),
        difference_id: at.difference,
        option_id: option,
        criterion_id: criterion,
        partner_id: partner,
        fits,
        by_person: person,
      })),
    )
    .execute();
}

export type NewWay = {
  number: number;
  kind: WayKind;
  option: string | null;
  text: string;
  sign: string;
  reviewOn: string;
  locale: Locale;
  shares: readonly { partner: string; option: string }[];
};

export async function insertWay(tx: Tx, at: In, way: NewWay, by: By): Promise<string> {
  const made = row(at.space);
  await tx.db
    .insertInto('difference_way')
    .values({
      ...made,
      difference_id: at.difference,
      number: way.number,
      kind: way.kind,
      option_id: way.option,
      text: way.text,
      sign: way.sign,
      review_on: way.reviewOn,
      locale: way.locale,
      by_person: by.person,
      by_partner: by.partner,
    })
    .execute();
  const shares = way.shares.map(({ partner, option }) => ({
    ...row(at.space),
    way_id: made.id,
    partner_id: partner,
    option_id: option,
  }));
  if (shares.length > 0) await tx.db.insertInto('difference_share').values(shares).execute();
  return made.id;
}

export type NewWord = {
  way: string;
  partner: string;
  yes: boolean;
  reason: string;
  locale: Locale;
  recording: Recording | undefined;
};

export async function insertWord(tx: Tx, space: string, word: NewWord, person: string | null): Promise<void> {
  await tx.db
    .insertInto('difference_word')
    .values({
      ...row(space),
      way_id: word.way,
      partner_id: word.partner,
      yes: word.yes,
      reason: word.reason,
      locale: word.locale,
      recorded_how: word.recording?.how ?? null,
      recorded_on: word.recording?.on ?? null,
      by_person: person,
    })
    .execute();
}

/** Writes down that all have said their word; false where that stands already. */
export async function insertOutcome(
  tx: Tx,
  space: string,
  way: string,
  said: { agree: number; dissent: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('difference_outcome')
    .values({ ...row(space), way_id: way, ...said })
    .onConflict((conflict) => conflict.column('way_id').doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

export async function insertLook(
  tx: Tx,
  space: string,
  look: { way: string; text: string; reviewOn: string; locale: Locale },
  person: string | null,
): Promise<void> {
  await tx.db
    .insertInto('difference_look')
    .values({
      ...row(space),
      way_id: look.way,
      text: look.text,
      review_on: look.reviewOn,
      locale: look.locale,
      by_person: person,
    })
    .execute();
}
