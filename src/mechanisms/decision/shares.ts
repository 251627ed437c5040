import type { Process, Share } from './process.ts';

// Shares of those who take a side, compared as whole numbers and never rounded.

export const reaches = (part: number, all: number, share: Share) => part * share.in >= all * share.of;
export const exceeds = (part: number, all: number, share: Share) => part * share.in > all * share.of;

/** Which part of those who say yes or no has to be in favour at least: of all, and of those in each sector. */
export type Thresholds = { overall?: Share; sector?: Share };

/** Thresholds are asked where sides are weighed against each other: elsewhere nobody, or everybody, stands against it. */
export function weighsSides({ settled }: Pick<Process, 'settled'>): boolean {
  return settled.by === 'share' || settled.by === 'lean';
}

export function hasThresholds(
  process: Pick<Process, 'settled'>,
  { overall, sector }: Thresholds = {},
): boolean {
  return weighsSides(process) && (overall !== undefined || sector !== undefined);
}

/** Whether these sides stay behind a share: also where nobody is in favour, or nobody has taken a side. */
export function staysBehind({ for: pro, against }: { for: number; against: number }, share: Share): boolean {
  return pro === 0 || !reaches(pro, pro + against, share);
}
