import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { dayOf } from '../../platform/working-days.ts';
import { recordingOf } from '../sealed-round/recording.ts';
import { mayPropose, mayTakeBack } from './access.ts';
import type { Door, Hearing, Room, Voice } from './room.ts';
import { isAgreed, type WordInput } from './rules.ts';
import {
  type ConsentProposal,
  closeProposal,
  findProposal,
  insertProposal,
  insertWord,
  listProposals,
  listWords,
  lockProposal,
  type NewProposal,
} from './store.ts';

/**
 * Proposing, saying a word, taking back; the database checks once more that somebody may. Entries are named after the room:
 * `transition.proposed`, `.said`, `.agreed`, `.withdrawn`.
 */

/** What an action needs of a room. */
type Asking = Pick<Room<string>, 'name' | 'door'>;
/** A proposal as an address names it: two ids. */
export type Address = { partnership: string; id: string };

/** All that a room has put to the partners, the latest first, what is said to the open one, and whose words the reader gives. */
export async function loadProposals(tx: Tx, { name, door }: Asking, at: Hearing) {
  const proposals = await listProposals(tx, at.inside.partnership.id, name);
  const open = proposals.find(({ closedAt }) => !closedAt);
  return {
    proposals,
    current: open && { proposal: open, words: await listWords(tx, open.id) },
    voice: await door.findVoice(tx, at, ''),
    silent: await door.listSilent(tx, at),
  };
}
export type Proposals = Awaited<ReturnType<typeof loadProposals>>;

/** Whose word the reader gives: their own partner's (''), or that of one without people (its id). Forbidden for who gives none. */
export async function loadVoice(tx: Tx, door: Door, at: Hearing, wanted: string): Promise<Voice> {
  const voice = await door.findVoice(tx, at, isId(wanted) ? wanted : '');
  if (!voice || (wanted && voice.partner.id !== wanted))
    throw new Forbidden('those who answer for a partner');
  return voice;
}

/** Opens a partnership for who may put something to all. Forbidden for who only looks on. */
export async function loadToPropose(tx: Tx, { door }: Asking, partnership: string): Promise<Hearing> {
  const at = await door.enter(tx, partnership);
  if (!mayPropose(at.inside)) throw new Forbidden('those who contribute');
  return at;
}

/** Puts it to all. Throws a Refusal `proposed-already` where one of the room is open. */
export async function propose(
  tx: Tx,
  room: Asking,
  partnership: string,
  said: Pick<NewProposal, 'choice' | 'text' | 'more' | 'locale'>,
): Promise<void> {
  await room.door.hold(tx, partnership);
  await loadToPropose(tx, room, partnership);
  const proposal = { ...said, space: partnership, kind: room.name };
  const before = await listProposals(tx, partnership, room.name);
  if (before.some(({ closedAt }) => !closedAt)) throw new Refusal('proposed-already');
  const id = await insertProposal(tx, proposal);
  const { text, more } = said;
  await record(tx, { ...proposal, id }, 'proposed', {}, { text, ...(more && { more }) });
}

/** A proposal with whose word the reader gives to it, and what that partner has said last. Throws NotFound, Forbidden. */
export async function loadSaying(
  tx: Tx,
  { name, door }: Asking,
  { partnership, id }: Address,
  wanted: string,
) {
  const at = await door.enter(tx, partnership);
  const proposal = isId(id) ? await findProposal(tx, partnership, name, id) : undefined;
  if (!proposal) throw new NotFound();
  const voice = await loadVoice(tx, door, at, wanted);
  const said = (await listWords(tx, id)).findLast(({ partner }) => partner === voice.partner.id);
  return { at, proposal, voice, said };
}

/**
 * A partner says yes or objects, or it is written down for one without people. Throws a Refusal `word.closed` once it is
 * decided, and those of `recordingOf`. Tells whether all agree now.
 */
export async function sayWord(
  tx: Tx,
  room: Asking,
  address: Address,
  word: WordInput,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Promise<{ agreed: boolean }> {
  await room.door.hold(tx, address.partnership);
  const { at, voice, proposal: found } = await loadSaying(tx, room, address, word.partner);
  const { choice } = word;
  const partner = voice.partner.id;
  const recording = voice.recorded ? recordingOf(word, dayOf(tx.now, timeZone)) : undefined;
  const reason = choice === 'yes' ? '' : word.reason;
  const proposal = await holdOpen(tx, found);
  if (!proposal) throw new Refusal('word.closed');
  const before = (await listWords(tx, proposal.id)).findLast((one) => one.partner === partner);
  // Said twice it is told once.
  if (before?.choice === choice && before.reason === reason && !recording) return { agreed: false };
  await insertWord(tx, proposal, { partner, choice, reason, locale, recording });
  const content = { partner, said: choice, onBehalf: voice.recorded };
  await record(tx, proposal, 'said', content, reason ? { reason } : {});
  const joined = at.joined.map(({ id }) => id);
  return { agreed: await closeIfAgreed(tx, proposal, joined) };
}

/** Takes it back, with what was said to it. Throws a Refusal `word.closed` once it is decided; NotFound, Forbidden. */
export async function withdraw(tx: Tx, { name, door }: Asking, { partnership, id }: Address): Promise<void> {
  const { inside } = await door.enter(tx, partnership);
  const found = isId(id) ? await findProposal(tx, partnership, name, id) : undefined;
  if (!found) throw new NotFound();
  if (!mayTakeBack(tx.scope.person?.id, inside, found))
    throw new Forbidden('who proposed it, or facilitates');
  const proposal = await holdOpen(tx, found);
  if (!proposal) throw new Refusal('word.closed');
  await closeProposal(tx, id, 'withdrawn');
  await record(tx, proposal, 'withdrawn', {});
}

/** For a reaction to somebody's leaving: all who stay may have said yes already. Run again it changes nothing. */
export async function settleAfterLeaving(
  tx: Tx,
  { name, door }: Asking,
  { space_id: space }: Pick<Recorded, 'space_id'>,
): Promise<void> {
  await door.hold(tx, space);
  const found = (await listProposals(tx, space, name)).find(({ closedAt }) => !closedAt);
  const open = found && (await holdOpen(tx, found));
  if (open) await closeIfAgreed(tx, open, await door.listJoined(tx, space));
}

/** The proposal held until the end of the transaction; undefined where somebody has decided or taken it back meanwhile. */
async function holdOpen(tx: Tx, { space, kind, id }: ConsentProposal): Promise<ConsentProposal | undefined> {
  await lockProposal(tx, id);
  const proposal = await findProposal(tx, space, kind, id);
  return proposal?.closedAt ? undefined : proposal;
}

/** Holds a proposal that is held still for agreed as soon as all partners have said yes. */
async function closeIfAgreed(
  tx: Tx,
  proposal: ConsentProposal,
  partners: readonly string[],
): Promise<boolean> {
  if (!isAgreed(partners, await listWords(tx, proposal.id))) return false;
  await closeProposal(tx, proposal.id, 'agreed');
  await record(tx, proposal, 'agreed', {});
  return true;
}

function record(
  tx: Tx,
  proposal: Pick<ConsentProposal, 'id' | 'space' | 'kind' | 'choice'>,
  happened: string,
  content: Record<string, unknown>,
  personal: Record<string, unknown> = {},
): Promise<string> {
  return tx.record({
    space: proposal.space,
    kind: `${proposal.kind}.${happened}`,
    subject: proposal.id,
    content: { choice: proposal.choice, ...content },
    ...(Object.keys(personal).length > 0 && { personal }),
  });
}
