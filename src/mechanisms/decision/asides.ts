import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { hold } from './actions.ts';
import { isObjection } from './rules.ts';
import {
  type AsideWord,
  type Decision,
  findLastVoice,
  findVoice,
  type GivenVoice,
  hasAnsweredSelf,
  insertAside,
  insertAsideWord,
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
  const held = await hold(tx, decision);
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

/**
 * Somebody consents, says that it stands, or takes back what they have said. Throws a Refusal `aside.own` for whoever
 * objects, `aside.unasked` where nobody has asked, and `spoken-self` where somebody writes it down for a person who has
 * answered themselves.
 */
export async function answerAside(
  tx: Tx,
  decision: Decision,
  voice: string,
  word: AsideWord,
  name: string | null = null,
): Promise<void> {
  const held = await hold(tx, decision);
  const objection = await findStanding(tx, held, voice);
  const { voter, says, reason } = word;
  if (objection.voter === voter) throw new Refusal('aside.own');
  const aside = (await listAsides(tx, held.id)).find((one) => one.voice === voice);
  if (!aside) throw new Refusal('aside.unasked');
  const people = held.voices === 'people';
  if (people && word.recording && (await hasAnsweredSelf(tx, aside.id, voter)))
    throw new Refusal('spoken-self');
  const no = aside.no.find((one) => one.voter === voter);
  const stands = aside.yes.includes(voter) ? 'yes' : no ? 'no' : 'back';
  // Said twice it is kept once.
  if (says === stands && (says === 'back' || reason === '' || reason === no?.reason)) return;
  await insertAsideWord(tx, held, aside.id, word);
  if (held.results !== 'open') return;
  await tx.record({
    ...{ space: held.space, kind: 'decision.aside-answered', subject: held.id },
    // Who a person is, can be erased.
    content: people ? { says } : { partner: voter, says },
    personal: { title: held.title, ...(people && { name }) },
  });
}
