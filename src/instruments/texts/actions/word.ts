import { type Around, type Saying, say } from '../../../mechanisms/living-document/adopting.ts';
import { type Block, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import type { Recording } from '../../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, Refusal, refuseAll } from '../../../platform/http/problems.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import { lockPeople } from '../../accounts/store.ts';
import { listPartners, type Partner } from '../../partnerships/store.ts';
import { mayRecordFor, speaksAs } from '../access.ts';
import type { Text } from '../actions.ts';
import type { Told } from '../rules.ts';
import { countPeople } from '../store.ts';

/**
 * A text with the partners that adopt it, held until the end of the transaction: those who are in count. Whoever comes
 * in at the same instant comes before, and is waited for; or after, and finds what was agreed.
 */
async function withPartnersHeld(tx: Tx, text: Text): Promise<Text & { around: Around }> {
  const { id } = text.inside.partnership;
  await lockPeople(tx, id);
  const partners = await listPartners(tx, id);
  const joined = partners.filter(({ joinedAt }) => joinedAt);
  const around = { partners: joined.map((partner) => partner.id), today: text.today };
  return { ...text, joined, around };
}

/** Where words are given: also in other rooms in which partners say yes. */
type Hearing = Pick<Text, 'inside' | 'joined'>;

/** The partner whose word the reader gives here: their own, or one that they write it down for. */
export async function voiceFor(
  tx: Tx,
  text: Hearing,
  wanted: string,
): Promise<{ partner: Partner; recorded: boolean } | undefined> {
  const own = speaksAs(tx.scope, text.inside);
  const partner = text.joined.find(({ id }) => id === (wanted || own));
  if (!partner) return undefined;
  if (partner.id === own) return { partner, recorded: false };
  const people = (await countPeople(tx, [partner.id])).get(partner.id) ?? 0;
  return mayRecordFor(text.inside, { people, joinedAt: partner.joinedAt })
    ? { partner, recorded: true }
    : undefined;
}

/** Partners that a facilitator writes down the word for. */
export async function listSilent(tx: Tx, text: Hearing): Promise<Partner[]> {
  if (!text.inside.facilitates) return [];
  const people = await countPeople(
    tx,
    text.joined.map(({ id }) => id),
  );
  return text.joined.filter((partner) =>
    mayRecordFor(text.inside, { people: people.get(partner.id) ?? 0, joinedAt: partner.joinedAt }),
  );
}

export async function giveWord(
  tx: Tx,
  text: Text,
  wanted: string,
  answers: readonly Saying[],
  told: Told,
): Promise<{ agreed: boolean; recorded: boolean }> {
  const held = await withPartnersHeld(tx, text);
  const voice = await voiceFor(tx, held, wanted);
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

/** How and when somebody was told what they write down for another: on a day that has come. */
export function recordingOf({ how, on }: Told, today: string): Recording {
  const day = readDay(on, today);
  refuseAll([
    ...(how ? [] : [new Refusal('how.wanted', 'how')]),
    ...(day && day <= today ? [] : [new Refusal('on.wanted', 'on')]),
  ]);
  return { how: how!, on: day! };
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
