import { askRound } from '../../mechanisms/sealed-round/actions.ts';
import type { Question } from '../../mechanisms/sealed-round/rules.ts';
import { stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { listRounds } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Partner } from '../partnerships/store.ts';
import { askOthersToo, type InRound, loadRound } from '../rounds/actions.ts';
import { readDate } from '../rounds/rules.ts';
import { listWithoutPeople } from '../rounds/store.ts';
import { mayState, sidesOf } from './access.ts';
import {
  type Consent,
  isPublic,
  joinedOf,
  type Opening,
  type OutcomeInput,
  ownKind,
  readReview,
} from './rules.ts';
import { insertConsent, insertOutcome, listOutcomes, type Outcome } from './store.ts';

/** One gate, as a round with questions that are the same everywhere. */
export function loadGate(tx: Tx, partnership: string, id: string): Promise<InRound> {
  return loadRound(tx, partnership, id, ownKind);
}

/** All gates of a partnership, newest first; those that were taken back are left out. */
export async function listGates(tx: Tx, inside: Inside) {
  const { partnership, mine } = inside;
  const place = { space: partnership.id, kind: ownKind, partner: mine?.id ?? null };
  const { shown } = await listRounds(tx, place);
  return shown.filter(({ withdrawnAt }) => !withdrawnAt);
}

export type Place = { locale: Locale; timeZone: string; title: string; questions: readonly Question[] };

/** Asks all partners that have joined. One gate at a time, also of two opened at the same instant. */
export async function openGate(tx: Tx, partnership: string, typed: Opening, place: Place): Promise<string> {
  await lockPeople(tx, partnership);
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  if ((await listGates(tx, inside)).some((gate) => stageOf(gate, tx.now) === 'closed'))
    throw new Refusal('running');
  const joined = joinedOf(inside.partners);
  if (joined.length < 2) throw new Refusal('few');
  const read = readDate(typed, tx.now, place.timeZone);
  if ('key' in read) throw new Refusal(read.key, read.field);
  return askRound(tx, {
    space: partnership,
    kind: ownKind,
    title: place.title,
    about: typed.about,
    questions: place.questions,
    locale: place.locale,
    opens: typed.opens,
    dueAt: read.at,
    partners: joined.map(({ id }) => id),
    previous: null,
  });
}

/** Asks others too: like all who are asked, they have joined. */
export async function askAlso(tx: Tx, at: InRound, who: readonly string[]): Promise<void> {
  if (!at.moves) throw new Forbidden('who asked, or facilitates');
  const joined = joinedOf(at.inside.partners).map(({ id }) => id);
  if (at.inside.partners.some(({ id }) => who.includes(id) && !joined.includes(id))) {
    const isShown =
      at.stage === 'closed' && joined.some((id) => !at.asked.some(({ partner }) => partner === id));
    throw new Refusal('also.not-joined', isShown ? 'who' : '');
  }
  await askOthersToo(tx, at, who);
}

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

function recordingOf({ how, on }: OutcomeInput, today: string) {
  if (!how) throw new Refusal('how.wanted', 'how');
  const day = readDay(on, today);
  if (!day || day > today) throw new Refusal('on.wanted', 'on');
  return { how, on: day };
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
