import { joinedOf } from '../../mechanisms/sealed-round/asking.ts';
import { recordingOf } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import type { Partner } from '../partnerships/store.ts';
import { doorTo } from '../rounds/actions/sets.ts';
import type { InRound } from '../rounds/actions.ts';
import { listWithoutPeople } from '../rounds/store.ts';
import { mayState, sidesOf } from './access.ts';
import { type Consent, isPublic, type OutcomeInput, ownKind, readReview } from './rules.ts';
import { insertConsent, insertOutcome, listOutcomes, type Outcome } from './store.ts';

/** How the mechanism of rounds is let in. */
export const door = doorTo(ownKind);

/** The partner whose outcome is stated, by its own people or written down for it. */
export async function loadStating(
  tx: Tx,
  at: InRound,
  id: string,
): Promise<{ partner: Partner; onBehalf: boolean; before: Outcome | undefined }> {
  const partner = joinedOf(at.inside.partners).find((one) => one.id === id);
  if (!partner || at.stage !== 'open') throw new NotFound();
  const onBehalf = (await listWithoutPeople(tx, [id])).has(id);
  if (!mayState(tx.scope, at.inside, id, onBehalf)) throw new Forbidden('those who answer for the partner');
  return { partner, onBehalf, before: await latestOf(tx, at, id) };
}

async function latestOf(tx: Tx, at: InRound, partner: string): Promise<Outcome | undefined> {
  return (await listOutcomes(tx, at.round.space)).find((one) => one.partner === partner);
}

export async function stateOutcome(
  tx: Tx,
  at: InRound,
  id: string,
  typed: OutcomeInput,
  place: { locale: Locale; timeZone: string },
): Promise<void> {
  await lockPeople(tx, at.round.space);
  const { partner, onBehalf } = await loadStating(tx, at, id);
  const today = dayOf(tx.now, place.timeZone);
  const review = readReview(typed.review, today);
  if ('key' in review) throw new Refusal(review.key, 'review');
  const outcome = await insertOutcome(tx, {
    space: at.round.space,
    gate: at.round.id,
    partner: partner.id,
    choice: typed.choice,
    review: review.day,
    reason: typed.reason,
    locale: place.locale,
    recording: onBehalf ? recordingOf(typed, today) : undefined,
  });
  await tx.record({
    space: at.round.space,
    kind: 'gate.stated',
    subject: at.round.id,
    content: { partner: partner.id, outcome, choice: typed.choice, review: review.day, onBehalf },
    personal: typed.reason ? { reason: typed.reason } : {},
  });
}

/** One side says whether an outcome becomes public. It is, while both say yes. Tells whether it is now. */
export async function consent(tx: Tx, at: InRound, id: string, said: Consent): Promise<boolean> {
  const partner = joinedOf(at.inside.partners).find((one) => one.id === id);
  if (!partner || at.stage !== 'open') throw new NotFound();
  if (!sidesOf(tx.scope, at.inside, id).includes(said.side)) throw new Forbidden('the side that it names');
  // Of two at the same instant the second finds what the first one has said.
  await lockPeople(tx, at.round.space);
  const outcome = await latestOf(tx, at, id);
  if (!outcome) throw new NotFound();
  // A yes is to what was read: not to what was stated meanwhile.
  if (outcome.id !== said.outcome) throw new Refusal('stated-meanwhile');
  const yes = said.yes === 'yes';
  // What stands already is said, and told, once.
  if (wordOf(outcome, said.side) === yes) return isPublic(outcome);
  await insertConsent(tx, at.round.space, { outcome: outcome.id, side: said.side, yes });
  const now = (await latestOf(tx, at, id))!;
  // A word of the same side from a transaction that began later counts more.
  if (wordOf(now, said.side) !== yes) throw new Refusal('stated-meanwhile');
  await tx.record({
    space: at.round.space,
    kind: 'gate.consented',
    subject: at.round.id,
    content: { partner: partner.id, outcome: outcome.id, side: said.side, yes, public: isPublic(now) },
  });
  return isPublic(now);
}

function wordOf({ partnerAgrees, facilitatorAgrees }: Outcome, side: Consent['side']): boolean {
  return side === 'partner' ? partnerAgrees : facilitatorAgrees;
}
