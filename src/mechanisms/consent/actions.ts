import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import { tallyOf } from './rules.ts';
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
  type NewWord,
} from './store.ts';

/**
 * Proposing, saying a word, taking back. That somebody may is the caller's to check, who also holds the people of the
 * space still (whoever joins at the same instant is asked or is not); the database checks both again. Entries are named
 * after the kind of the proposal: `transition.proposed`, `.said`, `.agreed`, `.withdrawn`.
 */

/** Puts it to all. Throws a Refusal `proposed-already` where one of its kind is open. Returns its id. */
export async function propose(tx: Tx, proposal: NewProposal): Promise<string> {
  const before = await listProposals(tx, proposal.space, proposal.kind);
  if (before.some(({ closedAt }) => !closedAt)) throw new Refusal('proposed-already');
  const id = await insertProposal(tx, proposal);
  const { text, more } = proposal;
  await record(tx, { ...proposal, id }, 'proposed', {}, { text, ...(more && { more }) });
  return id;
}

/**
 * A partner says yes or objects; `partners` are all who are asked. Throws a Refusal `word.closed` once it is decided.
 * Tells whether all agree now.
 */
export async function sayWord(
  tx: Tx,
  { space, kind, id }: ConsentProposal,
  word: NewWord,
  partners: readonly string[],
): Promise<{ agreed: boolean }> {
  await lockProposal(tx, id);
  const proposal = await findProposal(tx, space, kind, id);
  if (!proposal || proposal.closedAt) throw new Refusal('word.closed');
  const before = (await listWords(tx, id)).findLast(({ partner }) => partner === word.partner);
  // Said twice it is told once.
  if (before?.choice === word.choice && before.reason === word.reason && !word.recording)
    return { agreed: false };
  await insertWord(tx, proposal, word);
  const content = { partner: word.partner, said: word.choice, onBehalf: word.recording !== undefined };
  await record(tx, proposal, 'said', content, word.reason ? { reason: word.reason } : {});
  return { agreed: await closeIfAgreed(tx, proposal, partners) };
}

/** Holds a proposal for agreed as soon as all partners have said yes: also after one has left who had not. */
async function closeIfAgreed(
  tx: Tx,
  proposal: ConsentProposal,
  partners: readonly string[],
): Promise<boolean> {
  if (!tallyOf(partners, await listWords(tx, proposal.id)).agreed) return false;
  await closeProposal(tx, proposal.id, 'agreed');
  await record(tx, proposal, 'agreed', {});
  return true;
}

/** For a reaction to somebody's leaving. Run again it changes nothing. */
export async function settleProposals(
  tx: Tx,
  space: string,
  kind: string,
  partners: readonly string[],
): Promise<void> {
  const open = (await listProposals(tx, space, kind)).find(({ closedAt }) => !closedAt);
  if (open) await closeIfAgreed(tx, open, partners);
}

/** Takes it back, with what was said to it. Throws a Refusal `word.closed` once it is decided. */
export async function withdraw(tx: Tx, { space, kind, id }: ConsentProposal): Promise<void> {
  await lockProposal(tx, id);
  const proposal = await findProposal(tx, space, kind, id);
  if (!proposal || proposal.closedAt) throw new Refusal('word.closed');
  await closeProposal(tx, id, 'withdrawn');
  await record(tx, proposal, 'withdrawn', {});
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
