import { answerAside, askAside } from '../../mechanisms/decision/asides.ts';
import { isObjection } from '../../mechanisms/decision/rules.ts';
import { findVoice } from '../../mechanisms/decision/store.ts';
import { recordingOf } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { loadDecision, loadSpeaking, type Place } from './actions.ts';
import type { AsideWordInput } from './rules.ts';

// Setting an objection aside: asked by whoever has a say besides its owner, and answered by all others.

/**
 * An objection that the reader may read; `speaks` is whose consent the reader gives, their own or their partner's, or
 * (`wanted`) written down for somebody.
 */
export async function loadObjection(
  tx: Tx,
  partnership: string,
  id: string,
  voice: string,
  { wanted = '', after }: { wanted?: string; after?: string | undefined } = {},
) {
  const at = await loadDecision(tx, partnership, id, after);
  const objection = isId(voice) ? await findVoice(tx, id, voice) : undefined;
  if (!objection || !isObjection(at.decision.process, objection)) throw new NotFound();
  const speaks = wanted ? (await loadSpeaking(tx, partnership, id, wanted)).speaks : at.speaks;
  const objects = speaks?.voter.id === objection.voter;
  const people = at.decision.voices === 'people';
  return {
    at,
    objection,
    stands: at.open && objection.stands,
    aside: at.asides.find((one) => one.voice === voice),
    /** Of those on this part of the page. */
    others: at.lines.shown.filter((one) => one.id !== objection.voter),
    objector: objection.name,
    /** Who objects, or is of the partner that does, and so has no say in it. */
    own: people ? objection.voter === tx.scope.person?.id : at.inside.mine?.id === objection.voter,
    speaks: objects ? undefined : speaks,
  };
}
export type ObjectionView = Awaited<ReturnType<typeof loadObjection>>;

/** Throws a Forbidden for who has no say in it: its owner, and who speaks for nobody and does not steer. */
export async function askToSetAside(
  tx: Tx,
  [partnership, id, voice]: readonly [string, string, string],
  reason: string,
  { locale }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, speaks, own, stands } = await loadObjection(tx, partnership, id, voice);
  if (own || (!speaks && !at.steers)) throw new Forbidden('those who answer for another partner');
  if (!stands) throw new Refusal(at.open ? 'aside.gone' : 'over');
  await askAside(tx, at.decision, { voice, reason, locale });
  // Whoever asks consents.
  if (speaks && !speaks.recorded)
    await answerAside(
      tx,
      at.decision,
      voice,
      { voter: speaks.voter.id, says: 'yes', reason: '', locale, recording: undefined },
      speaks.voter.name,
    );
}

/** A partner's word to it, which it can change until the end. */
export async function answerToSetAside(
  tx: Tx,
  [partnership, id, voice]: readonly [string, string, string],
  typed: AsideWordInput,
  { locale, timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, speaks, stands } = await loadObjection(tx, partnership, id, voice, {
    wanted: typed.partner,
  });
  if (!speaks || (typed.partner && speaks.voter.id !== typed.partner))
    throw new Forbidden('those who answer for another partner');
  if (!stands) throw new Refusal(at.open ? 'aside.gone' : 'over');
  const recording = speaks.recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  const { says, reason } = typed;
  const word = { voter: speaks.voter.id, says, reason, locale, recording };
  await answerAside(tx, at.decision, voice, word, speaks.voter.name);
}
