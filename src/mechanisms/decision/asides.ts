import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import { hold } from './actions.ts';
import { isObjection } from './rules.ts';
import {
  type Decision,
  findLastVoice,
  findVoice,
  type GivenVoice,
  insertAside,
  insertAsideYes,
  listAsides,
  listVersions,
} from './store.ts';

/**
 * Setting an objection aside by consent of all others. That somebody may ask or consent is the caller's to check; the
 * database checks it again. After the end every function throws a Refusal `over`.
 */

/** What each said last to the last words, of these voices. */
export function latestVoices(
  voices: readonly GivenVoice[],
  versions: readonly { number: number }[],
): GivenVoice[] {
  const last = versions.at(-1)?.number;
  return [
    ...new Map(voices.filter(({ version }) => version === last).map((one) => [one.voter, one])).values(),
  ];
}

/** The last word of somebody to the last words, and one that keeps it from holding. Throws `aside.gone`. */
async function findStanding(tx: Tx, decision: Decision, voice: string): Promise<GivenVoice> {
  const last = (await listVersions(tx, decision.id)).at(-1)!.number;
  const found = await findVoice(tx, decision.id, voice);
  const latest = found && (await findLastVoice(tx, decision.id, found.voter, last));
  if (!found || latest?.id !== found.id || !isObjection(decision.process, found))
    throw new Refusal('aside.gone');
  return found;
}

/** Asks all others, with the reason. Throws a Refusal `aside.already` where somebody has asked already: theirs stands. */
export async function askAside(
  tx: Tx,
  decision: Decision,
  asked: { voice: string; reason: string; locale: Locale },
): Promise<void> {
  const held = await hold(tx, decision, true);
  await findStanding(tx, held, asked.voice);
  if ((await listAsides(tx, held.id)).some(({ voice }) => voice === asked.voice))
    throw new Refusal('aside.already');
  await insertAside(tx, held, asked);
  // Where voices are hidden, that somebody objects is not told either.
  if (held.results === 'open')
    await tx.record({
      ...{ space: held.space, kind: 'decision.aside-asked', subject: held.id },
      personal: { title: held.title },
    });
}

/** Somebody consents. Throws a Refusal `aside.own` for whoever objects, and `aside.unasked` where nobody has asked. */
export async function consentToAside(
  tx: Tx,
  decision: Decision,
  yes: { voice: string; voter: string; recording: { how: RecordedHow; on: string } | undefined },
): Promise<void> {
  const held = await hold(tx, decision, true);
  const objection = await findStanding(tx, held, yes.voice);
  if (objection.voter === yes.voter) throw new Refusal('aside.own');
  const aside = (await listAsides(tx, held.id)).find(({ voice }) => voice === yes.voice);
  if (!aside) throw new Refusal('aside.unasked');
  const { voter, recording } = yes;
  if (!aside.yes.includes(voter)) await insertAsideYes(tx, held, { aside: aside.id, voter, recording });
}
