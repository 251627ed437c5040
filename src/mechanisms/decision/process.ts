import { z } from 'zod';
import { locales } from '../../platform/i18n/locale.ts';

/**
 * How something is decided, as data: what is asked, and when it holds. A city may adapt a copy; it is read by the same
 * shape. Where the processes come from: consent from Sociocracy 3.0, advice from self-managed organisations, gradients
 * of agreement from Kaner's facilitator's guide, the others from common use.
 */

/**
 * What somebody can say to one proposal. `counts` is what that does: `for` and `against` are weighed, `aside` lets it
 * pass and is weighed on neither side, `blocks` keeps it from holding. `reason` says whether why is asked for.
 */
const stance = z.object({
  key: z.string().regex(/^[a-z-]{2,30}$/),
  counts: z.enum(['for', 'against', 'aside', 'blocks']),
  reason: z.enum(['wanted', 'welcome']),
});
export type Stance = z.output<typeof stance>;

const ballot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stance'), stances: z.array(stance).min(2).max(8) }),
  /** As many of the options as one can live with. */
  z.object({ kind: z.literal('pick') }),
  /** Each option on a scale from 0. */
  z.object({ kind: z.literal('score'), to: z.int().min(1).max(10) }),
  /** So many dots are laid on the options, several on one if wanted. */
  z.object({ kind: z.literal('dots'), dots: z.int().min(2).max(20) }),
  /** Each option fits, fits if need be, or does not. */
  z.object({ kind: z.literal('fits') }),
]);

/** `of` parts out of `in`: two thirds are 2 in 3. */
const share = z.object({ of: z.int().min(1), in: z.int().min(2) }).refine((s) => s.of < s.in);

export type Share = z.output<typeof share>;

const settled = z.discriminatedUnion('by', [
  /** Holds once nobody blocks. What nobody says is no objection: whoever was asked had their time. */
  z.object({ by: z.literal('no-block') }),
  /** Holds once everybody who is asked has said yes or stands aside, and somebody has said yes. */
  z.object({ by: z.literal('everybody') }),
  /** Holds with more than a share, or at least a share, of those for and against. */
  z.object({ by: z.literal('share'), share, exactly: z.boolean() }),
  /** Holds if more lean towards it than away from it, and nobody blocks. */
  z.object({ by: z.literal('lean') }),
  /** Who proposes decides, once all advice is in. */
  z.object({ by: z.literal('proposer') }),
  /** The option with the most support is chosen. */
  z.object({ by: z.literal('most') }),
  /** Nothing is decided by it: it is looked at and talked about. */
  z.object({ by: z.literal('nothing') }),
]);

/** The four questions by which a process is proposed, with what can be answered. */
export const chooserAnswers = {
  /** What is wanted. */
  aim: ['agree', 'choose', 'sound-out', 'gather'],
  /** What happens if it turns out wrong: it is easily undone, costs something, or cannot be taken back. */
  stakes: ['low', 'some', 'high'],
  /** Who has to carry it: all of us, most of us, or one who knows the field. */
  carried: ['all', 'most', 'one'],
  /** How much time there is. */
  time: ['little', 'enough'],
} as const;
export type ChooserQuestion = keyof typeof chooserAnswers;
export type ChooserAnswers = { readonly [Q in ChooserQuestion]: (typeof chooserAnswers)[Q][number] };

/** By question, the answers that it fits. */
const fits = z.object({
  aim: z.array(z.enum(chooserAnswers.aim)).min(1),
  stakes: z.array(z.enum(chooserAnswers.stakes)).min(1),
  carried: z.array(z.enum(chooserAnswers.carried)).min(1),
  time: z.array(z.enum(chooserAnswers.time)).min(1),
});

const localised = z.partialRecord(z.enum(locales), z.string());

/** Words of a city for its own copy of a process; what it left empty is said as the house says it. */
const own = z.object({ id: z.uuid(), name: localised, fits: localised, not: localised });
export type OwnWords = z.output<typeof own>;

export const processShape = z
  .object({
    /** By which the house knows it; a city's own copy has that of the one it was copied from. */
    key: z.string().regex(/^[a-z-]{3,30}$/),
    own: own.optional(),
    ballot,
    settled,
    /** When results are seen, unless it is chosen otherwise. */
    results: z.enum(['voted', 'closed', 'open']),
    /** Days that it is open, unless it is chosen otherwise. */
    days: z.int().min(1).max(90),
    fits,
  })
  .refine(({ ballot, settled }) => (ballot.kind === 'stance') === (settled.by !== 'most'), {
    message: 'Options are chosen by the most support, and a proposal by anything else.',
  })
  .refine(
    ({ ballot, settled }) =>
      settled.by !== 'no-block' ||
      (ballot.kind === 'stance' && ballot.stances.some(({ counts }) => counts === 'blocks')),
    { message: 'What holds unless somebody blocks needs a way to block.' },
  )
  .refine(
    ({ ballot, settled }) =>
      ballot.kind !== 'stance' ||
      settled.by === 'nothing' ||
      ballot.stances.some(({ counts }) => counts === 'for'),
    { message: 'What can hold needs a way to be for it.' },
  );
/** A way to decide. */
export type Process = z.output<typeof processShape>;
export type Ballot = Process['ballot'];
