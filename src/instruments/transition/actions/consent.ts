import { propose, sayWord, settleProposals, withdraw } from '../../../mechanisms/consent/actions.ts';
import type { WordInput } from '../../../mechanisms/consent/rules.ts';
import {
  type ConsentProposal,
  findProposal,
  listWords,
  type NewProposal,
} from '../../../mechanisms/consent/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { lockPeople } from '../../accounts/store.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { listPartners, type Partner } from '../../partnerships/store.ts';
import { recordingOf, voiceFor } from '../../texts/actions/word.ts';

// What rooms put to all partners of a partnership: this one that the work begins, another that it ends.

export type Place = { locale: Locale; timeZone: string };
/** Which proposal of which room. */
type Address = { partnership: string; kind: string; id: string };

/** Who is here, and who has a say: those who have joined. */
export async function loadHearing(tx: Tx, partnership: string) {
  const inside = await loadPartnership(tx, partnership);
  return { inside, joined: inside.partners.filter(({ joinedAt }) => joinedAt) };
}
export type Hearing = Awaited<ReturnType<typeof loadHearing>>;

export type Voice = { partner: Partner; recorded: boolean };

/** Whose word the reader gives: their own partner's, or that of one without people. Forbidden for who gives none. */
export async function loadVoice(tx: Tx, at: Hearing, wanted: string): Promise<Voice> {
  const voice = await voiceFor(tx, at, isId(wanted) ? wanted : '');
  if (!voice || (wanted && voice.partner.id !== wanted))
    throw new Forbidden('those who answer for a partner');
  return voice;
}

export async function proposeToAll(tx: Tx, proposal: NewProposal): Promise<void> {
  await lockPeople(tx, proposal.space);
  const { inside } = await loadHearing(tx, proposal.space);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  await propose(tx, proposal);
}

export async function loadProposal(tx: Tx, { partnership, kind, id }: Address) {
  const at = await loadHearing(tx, partnership);
  const proposal = isId(id) ? await findProposal(tx, partnership, kind, id) : undefined;
  if (!proposal) throw new NotFound();
  return { ...at, proposal, words: await listWords(tx, id) };
}

/** A proposal with whose word the reader gives to it, and what that partner has said last. */
export async function loadSaying(tx: Tx, address: Address, wanted: string) {
  const at = await loadProposal(tx, address);
  const voice = await loadVoice(tx, at, wanted);
  return {
    at,
    proposal: at.proposal,
    voice,
    said: at.words.findLast(({ partner }) => partner === voice.partner.id),
  };
}

/** Tells whether all agree now. */
export async function giveWord(
  tx: Tx,
  address: Address,
  word: WordInput,
  { locale, timeZone }: Place,
): Promise<{ agreed: boolean }> {
  await lockPeople(tx, address.partnership);
  const { at, voice, proposal } = await loadSaying(tx, address, word.partner);
  const recording = voice.recorded ? recordingOf(word, dayOf(tx.now, timeZone)) : undefined;
  const reason = word.choice === 'yes' ? '' : word.reason;
  const said = { partner: voice.partner.id, choice: word.choice, reason, locale, recording };
  return sayWord(
    tx,
    proposal,
    said,
    at.joined.map((one) => one.id),
  );
}

/** Who proposed something, and who facilitates. */
export function mayTakeBack(
  person: string | undefined,
  { inside }: Pick<Hearing, 'inside'>,
  { byPerson }: ConsentProposal,
): boolean {
  return inside.facilitates || (inside.contributes && byPerson !== null && byPerson === person);
}

export async function takeBack(tx: Tx, address: Address): Promise<void> {
  const at = await loadProposal(tx, address);
  if (!mayTakeBack(tx.scope.person?.id, at, at.proposal))
    throw new Forbidden('who proposed it, or facilitates');
  await withdraw(tx, at.proposal);
}

/** When a partner leaves, those who stay may have said yes already, all of them. */
export async function settleAfterLeaving(tx: Tx, { space_id: space }: Recorded, kind: string): Promise<void> {
  await lockPeople(tx, space);
  const partners = await listPartners(tx, space);
  const joined = partners.filter(({ joinedAt }) => joinedAt).map(({ id }) => id);
  await settleProposals(tx, space, kind, joined);
}
