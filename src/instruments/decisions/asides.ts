import { answerAside, askAside, latestVoices } from '../../mechanisms/decision/asides.ts';
import { isObjection } from '../../mechanisms/decision/rules.ts';
import { recordingOf } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { findVoice } from '../partnerships/actions/hearing.ts';
import { loadDecision, type Place } from './actions.ts';
import type { AsideWordInput } from './rules.ts';

// Setting an objection aside: asked by whoever has a say besides its owner, and answered by all others.

/**
 * An objection that the reader may read; `speaks` is the partner whose consent the reader gives, by its own people or
 * (`wanted`) written down for it.
 */
export async function loadObjection(tx: Tx, partnership: string, id: string, voice: string, wanted = '') {
  const at = await loadDecision(tx, partnership, id);
  const objection = at.voices.find((one) => one.id === voice);
  if (!objection || !isObjection(at.decision.process, objection)) throw new NotFound();
  const objector = at.voters.find((one) => one.id === objection.partner);
  const stands =
    at.open && objector !== undefined && latestVoices(at.voices, at.versions).includes(objection);
  const speaks = await findVoice(tx, at, isId(wanted) ? wanted : '');
  return {
    at,
    objection,
    stands,
    aside: at.asides.find((one) => one.voice === voice),
    others: at.voters.filter((one) => one.id !== objection.partner),
    objector: objector?.name,
    /** Of the partner that objects, and so without a say in it. */
    own: at.inside.mine?.id === objection.partner,
    speaks: speaks?.partner.id === objection.partner ? undefined : speaks,
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
    await answerAside(tx, at.decision, voice, {
      ...{ partner: speaks.partner.id, says: 'yes', reason: '', locale, recording: undefined },
    });
}

/** A partner's word to it, which it can change until the end. */
export async function answerToSetAside(
  tx: Tx,
  [partnership, id, voice]: readonly [string, string, string],
  typed: AsideWordInput,
  { locale, timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, speaks, stands } = await loadObjection(tx, partnership, id, voice, typed.partner);
  if (!speaks || (typed.partner && speaks.partner.id !== typed.partner))
    throw new Forbidden('those who answer for another partner');
  if (!stands) throw new Refusal(at.open ? 'aside.gone' : 'over');
  const recording = speaks.recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  const { says, reason } = typed;
  await answerAside(tx, at.decision, voice, { partner: speaks.partner.id, says, reason, locale, recording });
}
