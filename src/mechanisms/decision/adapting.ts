import { type OwnWords, type Process, processShape, type Share } from './process.ts';

/**
 * A city's own copy of a process. Kept is only what the city changed: what it left alone stays as the house has it, also
 * where a later house has it otherwise.
 */
export type Changes = Partial<Pick<Process, 'days' | 'results' | 'fits'>> & {
  /** Where a share has to be for it. */
  share?: Share;
  /** Where points are given: the most. */
  to?: number;
  /** Where dots are laid: how many. */
  dots?: number;
  /** Keys of what nobody can say in the copy. */
  without?: string[];
};

/** Shares that a city can choose from; half has to be exceeded, the others reached. */
export const shares: readonly Share[] = [
  { of: 1, in: 2 },
  { of: 3, in: 5 },
  { of: 2, in: 3 },
  { of: 3, in: 4 },
  { of: 4, in: 5 },
  { of: 9, in: 10 },
];
export const isHalf = (share: Share) => share.of * 2 === share.in;

/**
 * The process as changed; undefined where it could not work so: with fewer than two things to say, nothing in favour, or
 * no way to object where objections are what it is about, nor to be against where a share decides: one yes would always
 * carry. What a process has not is left out of its copy.
 */
export function adapt(base: Process, changes: Changes, own?: OwnWords): Process | undefined {
  const { share, to, dots, without = [], ...more } = changes;
  const { ballot, settled } = base;
  const read = processShape.safeParse({
    ...base,
    ...more,
    ballot: {
      ...ballot,
      ...(ballot.kind === 'stance' && {
        stances: ballot.stances.filter(({ key }) => !without.includes(key)),
      }),
      ...(ballot.kind === 'score' && to && { to }),
      ...(ballot.kind === 'dots' && dots && { dots }),
    },
    ...(settled.by === 'share' && share && { settled: { ...settled, share, exactly: !isHalf(share) } }),
    ...(own && { own }),
  });
  if (!read.success) return undefined;
  const { ballot: said } = read.data;
  const isOneSided =
    settled.by === 'share' &&
    said.kind === 'stance' &&
    !said.stances.some(({ counts }) => counts === 'against');
  return isOneSided ? undefined : read.data;
}

/** What of `wanted` is otherwise than in `base`. */
export function changesTo(
  base: Process,
  wanted: Required<Pick<Changes, 'days' | 'results' | 'fits'>> & Changes,
): Changes {
  // In whatever order answers are listed.
  const as = (one: unknown) =>
    JSON.stringify(one, (_, value) => (Array.isArray(value) ? value.toSorted() : value));
  const { ballot, settled } = base;
  const stands: Record<keyof Changes, unknown> = {
    days: base.days,
    results: base.results,
    fits: base.fits,
    share: settled.by === 'share' ? settled.share : undefined,
    to: ballot.kind === 'score' ? ballot.to : undefined,
    dots: ballot.kind === 'dots' ? ballot.dots : undefined,
    without: [],
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== undefined && as(value) !== as(stands[name as keyof Changes]),
    ),
  );
}
