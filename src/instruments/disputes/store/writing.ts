import type { Insertable } from 'kysely';
import type { Recording } from '../../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Tables } from '../../../platform/database/tables.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { Succession } from '../../../platform/instrument.ts';
import type { Fairness, RaiseInput, Step } from '../rules.ts';
import './tables.ts';

const own = (tx: Tx, space: string) => ({
  id: newId(),
  space_id: space,
  audience_id: null,
  by_person: tx.scope.person?.id ?? null,
});
const recorded = (recording: Recording | undefined) => ({
  recorded_how: recording?.how ?? null,
  recorded_on: recording?.on ?? null,
});
type Of = { id: string; space: string };

/** A dispute with its sides, the partner that raises it among them. Returns its id. */
export async function insertDispute(
  tx: Tx,
  {
    space,
    partner,
    locale,
    ...typed
  }: Omit<RaiseInput, 'decision'> & {
    space: string;
    partner: string;
    decision: string | null;
    locale: Locale;
  },
): Promise<string> {
  const row = own(tx, space);
  const { title, about, decision, happened, wants } = typed;
  await tx.db
    .insertInto('dispute')
    .values({ ...row, title, about, decision_id: decision, happened, wants, locale, by_partner: partner })
    .execute();
  const sides = [partner, ...typed.with].map((side) => ({
    ...{ id: newId(), space_id: space, audience_id: null },
    ...{ dispute_id: row.id, partner_id: side },
  }));
  await tx.db.insertInto('dispute_side').values(sides).execute();
  return row.id;
}

type Row = Insertable<Tables['dispute_entry']>;
export type NewEntry = Pick<Row, 'number' | 'kind' | 'step' | 'due_at' | 'locale'> &
  Partial<Pick<Row, 'how' | 'offer_id' | 'decision_id' | 'partner_id' | 'text' | 'day' | 'review_on'>> & {
    recording?: Recording | undefined;
  };

export async function insertEntry(
  tx: Tx,
  { id, space }: Of,
  { recording, ...entry }: NewEntry,
): Promise<string> {
  const row = own(tx, space);
  const nothing = {
    how: null,
    offer_id: null,
    decision_id: null,
    partner_id: null,
    day: null,
    review_on: null,
  };
  await tx.db
    .insertInto('dispute_entry')
    .values({ ...row, ...nothing, ...entry, ...recorded(recording), dispute_id: id })
    .execute();
  return row.id;
}

type OfferRow = Insertable<Tables['dispute_offer']>;
export type NewOffer = Pick<OfferRow, 'kind' | 'text' | 'locale'> &
  Partial<Pick<OfferRow, 'review_on' | 'until' | 'helper_person' | 'helper_name'>>;

export async function insertOffer(
  tx: Tx,
  { id, space }: Of,
  offer: NewOffer & { step: Step; by_partner: string },
): Promise<string> {
  const row = own(tx, space);
  const nothing = { review_on: null, until: null, helper_person: null };
  await tx.db
    .insertInto('dispute_offer')
    .values({ ...row, ...nothing, ...offer, dispute_id: id })
    .execute();
  return row.id;
}

export async function insertView(
  tx: Tx,
  space: string,
  view: { entry: string; partner: string; text: string; locale: Locale },
): Promise<void> {
  const { entry, partner, text, locale } = view;
  const row = { ...own(tx, space), entry_id: entry, partner_id: partner, text, locale };
  await tx.db.insertInto('dispute_view').values(row).execute();
}

export async function insertRating(
  tx: Tx,
  { id, space }: Of,
  { partner, fair, recording }: { partner: string; fair: Fairness; recording: Recording | undefined },
): Promise<void> {
  const row = { ...own(tx, space), ...recorded(recording), dispute_id: id, partner_id: partner, fair };
  await tx.db.insertInto('dispute_rating').values(row).execute();
}

export async function insertClock(
  tx: Tx,
  space: string,
  days: Readonly<Record<Step, number>>,
): Promise<void> {
  await tx.db
    .insertInto('dispute_clock')
    .values({ ...own(tx, space), ...days })
    .execute();
}

/** Whoever was to help as a guest helps with their account. Past the guards. */
export async function moveHelp(tx: Tx, { partnership, guest, account }: Succession): Promise<void> {
  await tx.db
    .updateTable('dispute_offer')
    .set({ helper_person: account })
    .where('space_id', '=', partnership)
    .where('helper_person', '=', guest)
    .execute();
}
