import { listProposals, listWords } from '../../mechanisms/consent/store.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import { type Question, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { findAskedFor, listAsked } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, Refusal } from '../../platform/http/problems.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { ask } from '../rounds/actions.ts';
import { listSilent, voiceFor } from '../texts/actions/word.ts';
import { listPartnerNames } from '../texts/store.ts';
import { loadHearing, loadVoice, type Place } from './actions/consent.ts';
import { type Check, ownKind } from './rules.ts';
import { countInPlace, countMilestones, insertCheck, listChecks } from './store.ts';

/** All that is known before the work begins: counted, ticked, worried about, and decided. */
export async function loadReadiness(tx: Tx, partnership: string, timeZone: string) {
  const at = await loadHearing(tx, partnership);
  const today = dayOf(tx.now, timeZone);
  const round = await findAskedFor(tx, partnership, ownKind);
  const open = round !== undefined && stageOf(round, tx.now) === 'open';
  const proposals = await listProposals(tx, partnership, ownKind);
  const current = proposals.find(({ closedAt }) => !closedAt);
  return {
    ...at,
    today,
    inPlace: await countInPlace(tx, partnership, { partners: at.joined, today }),
    checks: await listChecks(tx, partnership),
    round: round && {
      ...round,
      open,
      asked: await listAsked(tx, round.id),
      answers: open ? await listAnswers(tx, round.id) : [],
    },
    proposals,
    current: current && { proposal: current, words: await listWords(tx, current.id) },
    names: await listPartnerNames(tx, partnership),
    silent: await listSilent(tx, at),
    voice: await voiceFor(tx, at, ''),
    plan: await countMilestones(tx, partnership, today),
  };
}
export type Readiness = Awaited<ReturnType<typeof loadReadiness>>;

/** What a partner ticks of itself. What stands like that already is not said again. */
export async function tick(
  tx: Tx,
  partnership: string,
  { partner: wanted, ticked }: { partner: string; ticked: readonly Check[] },
): Promise<void> {
  await lockPeople(tx, partnership);
  const { partner, recorded } = await loadVoice(tx, await loadHearing(tx, partnership), wanted);
  const before = (await listChecks(tx, partnership)).find((one) => one.partner === partner.id);
  if (before && before.ticked.join() === ticked.join()) return;
  await insertCheck(tx, partnership, { partner: partner.id, ticked, recorded });
  await tx.record({
    space: partnership,
    kind: 'transition.checked',
    subject: partnership,
    content: { partner: partner.id, n: ticked.length, onBehalf: recorded },
  });
}

/** Asks all partners at once what worries them, in the rounds room. One such round runs at a time. */
export async function askWorries(
  tx: Tx,
  partnership: string,
  asking: { title: string; about: string; questions: readonly Question[]; day: string; time: string },
  place: Place,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, joined } = await loadHearing(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const running = await findAskedFor(tx, partnership, ownKind);
  if (running && stageOf(running, tx.now) === 'closed') throw new Refusal('round.running');
  if (joined.length < 2) throw new Refusal('round.few');
  const who = joined.map(({ id }) => id);
  return ask(tx, partnership, { ...asking, who, opens: 'all', askedFor: ownKind }, place);
}
