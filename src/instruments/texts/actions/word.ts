import { findTerms } from '../../../mechanisms/adoption/store.ts';
import { type Around, type Saying, say } from '../../../mechanisms/living-document/adopting.ts';
import { type Block, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import { recordingOf, type Told } from '../../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, Refusal } from '../../../platform/http/problems.ts';
import { lockPeople } from '../../accounts/store.ts';
import { findVoice } from '../../partnerships/actions/hearing.ts';
import { listPartners } from '../../partnerships/store.ts';
import type { Text } from '../actions.ts';
import { isByWords } from './adopting.ts';

/**
 * A text with the partners that adopt it, held until the end of the transaction: those who are in count. Whoever comes
 * in at the same instant comes before, and is waited for; or after, and finds what was agreed.
 */
async function withPartnersHeld(tx: Tx, text: Text): Promise<Text & { around: Around }> {
  const { id } = text.inside.partnership;
  await lockPeople(tx, id);
  const partners = await listPartners(tx, id);
  const joined = partners.filter(({ joinedAt }) => joinedAt);
  const byWords = isByWords({ terms: await findTerms(tx, id, text.document.id) });
  const around = { partners: joined.map((partner) => partner.id), today: text.today, byWords };
  return { ...text, joined, around };
}

export async function giveWord(
  tx: Tx,
  text: Text,
  wanted: string,
  answers: readonly Saying[],
  told: Told,
): Promise<{ agreed: boolean; recorded: boolean }> {
  const held = await withPartnersHeld(tx, text);
  if (!held.around.byWords) throw new Refusal('answers.decided');
  const voice = await findVoice(tx, held, wanted);
  if (!voice) throw new Forbidden('those who answer for a partner');
  const missing = answers.find(({ answer, reason }) => answer === 'not-yet' && reason === '');
  if (missing) {
    const out = text.standing.blocks.some((block) => block.id === missing.block && isToLeaveOut(block));
    throw new Refusal(out ? 'reason.wanted.out' : 'reason.wanted', `reason-${missing.block}`);
  }
  const recording = voice.recorded && answers.length > 0 ? recordingOf(told, text.today) : undefined;
  const said = { partner: voice.partner.id, recorded: voice.recorded, recording, answers };
  const { agreed } = await say(tx, text.document, said, held.around, tx.scope.person?.id ?? null);
  return { agreed, recorded: voice.recorded };
}

/** Sections that still lack the word of this partner, in their order. */
export function toAnswer(text: Text, partner: string): Block[] {
  return text.standing.blocks.filter((block) => block.latest && saidBy(partner, block)?.answer !== 'yes');
}

function saidBy(partner: string, { said }: Block) {
  return said.find((one) => one.partner === partner);
}

/** What a partner has said to the last words of sections, as the fields of its form would say it. */
export function typedAnswers(blocks: readonly Block[], partner: string): Record<string, string> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      const said = saidBy(partner, block);
      return [
        [`answer-${block.id}`, said?.answer ?? ''],
        [`reason-${block.id}`, said?.reason ?? ''],
      ];
    }),
  );
}
