import { askAside, consentToAside, votersIn } from '../../mechanisms/decision/actions.ts';
import { recordingOf, type Told } from '../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { findVoice } from '../partnerships/actions/hearing.ts';
import { loadDecision, type Place, sectorAt } from './actions.ts';
import { stanceOf } from './rules.ts';

// Setting an objection aside: asked by whoever has a say besides its owner, and consented to by all others.

/**
 * An objection that the reader may read; `speaks` is the partner whose consent the reader gives, by its own people or
 * (`wanted`) written down for it.
 */
export async function loadObjection(tx: Tx, partnership: string, id: string, voice: string, wanted = '') {
  const at = await loadDecision(tx, partnership, id);
  const objection = at.voices.find((one) => one.id === voice);
  if (!objection || stanceOf(at.decision.process, objection.stance)?.counts !== 'blocks')
    throw new NotFound();
  const last = at.versions.at(-1)!.number;
  const stands =
    at.open &&
    at.voices.findLast(({ partner, version }) => partner === objection.partner && version === last) ===
      objection;
  const speaks = await findVoice(tx, at, isId(wanted) ? wanted : '');
  return {
    at,
    objection,
    stands,
    aside: at.asides.find((one) => one.voice === voice),
    others: at.voters.filter((one) => one.id !== objection.partner),
    objector: at.voters.find((one) => one.id === objection.partner)?.name,
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
  const { at, speaks, objection } = await loadObjection(tx, partnership, id, voice);
  const owner = at.voice?.partner.id === objection.partner;
  if (!speaks && (owner || !at.steers)) throw new Forbidden('those who answer for another partner');
  await askAside(tx, at.decision, { voice, reason, locale });
  // Whoever asks consents.
  if (speaks && !speaks.recorded) await consent(tx, at, { voice, partner: speaks.partner.id });
}

export async function consentToSetAside(
  tx: Tx,
  [partnership, id, voice]: readonly [string, string, string],
  typed: Told & { partner: string },
  { timeZone }: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { at, speaks } = await loadObjection(tx, partnership, id, voice, typed.partner);
  if (!speaks || (typed.partner && speaks.partner.id !== typed.partner))
    throw new Forbidden('those who answer for another partner');
  const recording = speaks.recorded ? recordingOf(typed, dayOf(tx.now, timeZone)) : undefined;
  await consent(tx, at, { voice, partner: speaks.partner.id, recording });
}

const consent = (
  tx: Tx,
  { decision, voters }: ObjectionView['at'],
  yes: { voice: string; partner: string; recording?: ReturnType<typeof recordingOf> | undefined },
) => consentToAside(tx, decision, votersIn(voters, sectorAt), { recording: undefined, ...yes });
