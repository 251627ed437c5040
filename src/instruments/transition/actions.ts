import { loadProposals, loadVoice } from '../../mechanisms/consent/actions.ts';
import type { Room } from '../../mechanisms/consent/room.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import type { AskingRoom } from '../../mechanisms/sealed-round/asking-all/routes.ts';
import type { Tx } from '../../platform/database/database.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { hearing, loadHearing } from '../partnerships/actions/hearing.ts';
import { asksFor, findRoundFor } from '../rounds/actions/asked-for.ts';
import { listPartnerNames } from '../texts/store.ts';
import { words } from './messages/index.ts';
import { type Check, ownKind, questionsIn, type Way, ways } from './rules.ts';
import { countInPlace, countMilestones, insertCheck, listChecks } from './store.ts';

/** Go or hold, as it is put to all partners. */
export const goOrHold: Room<Way> = { name: ownKind, words, ways, bare: 'go', door: hearing };

/** What worries each, as all are asked it. */
export const worries: AskingRoom = {
  name: ownKind,
  asking: (locale) => {
    const t = words(locale);
    return { title: t('worries.title'), about: t('worries.why'), questions: questionsIn(t) };
  },
  ...asksFor(ownKind),
};

/** All that is known before the work begins: counted, ticked, worried about, and decided. */
export async function loadReadiness(tx: Tx, partnership: string, timeZone: string) {
  const at = await loadHearing(tx, partnership);
  const today = dayOf(tx.now, timeZone);
  const round = await findRoundFor(tx, partnership, ownKind);
  return {
    ...at,
    ...(await loadProposals(tx, goOrHold, at)),
    today,
    inPlace: await countInPlace(tx, partnership, { partners: at.joined, today }),
    checks: await listChecks(tx, partnership),
    round: round && { ...round, answers: round.open ? await listAnswers(tx, round.id) : [] },
    names: await listPartnerNames(tx, partnership),
    plan: await countMilestones(tx, partnership, today),
  };
}
export type Readiness = Awaited<ReturnType<typeof loadReadiness>>;

/** For whom the reader ticks what is in place, and what is ticked already. */
export async function loadChecking(tx: Tx, partnership: string, wanted: string) {
  const at = await loadHearing(tx, partnership);
  const voice = await loadVoice(tx, hearing, at, wanted);
  const said = (await listChecks(tx, partnership)).find(({ partner }) => partner === voice.partner.id);
  return { at, voice, ticked: said?.ticked };
}

/** What a partner ticks of itself. What stands like that already is not said again. */
export async function tick(
  tx: Tx,
  partnership: string,
  { partner: wanted, ticked }: { partner: string; ticked: readonly Check[] },
): Promise<void> {
  await lockPeople(tx, partnership);
  const { voice, ticked: before } = await loadChecking(tx, partnership, wanted);
  const { partner, recorded } = voice;
  if (before?.join() === ticked.join()) return;
  await insertCheck(tx, partnership, { partner: partner.id, ticked, recorded });
  await tx.record({
    space: partnership,
    kind: 'transition.checked',
    subject: partnership,
    content: { partner: partner.id, n: ticked.length, onBehalf: recorded },
  });
}
