import { stageOf } from '../../mechanisms/sealed-round/rules.ts';

type Round = {
  id: string;
  dueAt: Date;
  revealedAt: Date | null;
  withdrawnAt: Date | null;
  asked: number;
  sealed: number;
};
type Text = { id: string; state: 'begun' | 'agreed' | 'revisit' };

/** What a partnership has of its vision: the newest round of each kind, and the text. */
export type Found = { origins: Round | undefined; drafts: Round | undefined; text: Text | undefined };

/** From where each partner comes, to what is looked at again. */
export const stages = ['origins', 'drafts', 'text', 'again'] as const;
export type StageName = (typeof stages)[number];
export type StageState = 'none' | 'begun' | 'done' | 'agreed' | 'revisit';

/**
 * How far each stage is at a moment (`now`, of the database). Rounds are `begun` while they are closed and `done` once all
 * is open; the text is `agreed` once it was, also while it is looked at again, which only `again` says. The first stage
 * can be left out: what comes after it does not wait for it.
 */
export function stagesAt({ origins, drafts, text }: Found, now: Date): Record<StageName, StageState> {
  const of = (round: Round | undefined) =>
    round ? (stageOf(round, now) === 'open' ? ('done' as const) : ('begun' as const)) : ('none' as const);
  return {
    origins: of(origins),
    drafts: of(drafts),
    text: text ? (text.state === 'begun' ? 'begun' : 'agreed') : 'none',
    again: text?.state === 'revisit' ? 'revisit' : 'none',
  };
}

/**
 * What comes next at a moment (`now`, of the database): to ask for drafts, to answer, to make one text of the drafts, to
 * agree on it, to look at it again. Undefined while the vision holds.
 */
export function nextOf(
  found: Found,
  now: Date,
): 'drafts' | 'answer' | 'merge' | 'agree' | 'again' | undefined {
  const { drafts, text } = stagesAt(found, now);
  if (found.text?.state === 'revisit') return 'again';
  if (text !== 'none') return text === 'begun' ? 'agree' : undefined;
  return drafts === 'none' ? 'drafts' : drafts === 'begun' ? 'answer' : 'merge';
}
