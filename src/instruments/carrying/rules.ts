import type { Fault } from '../../platform/carrying/problem.ts';

/** Megabytes of a file that comes by the browser: it is in memory once, as a whole. */
export const largestMegabytes = 60;
export const largestFile = largestMegabytes * 1_000_000;

/** Days for which it can be seen what came of a file. */
export const arrivalsKept = 30;
/** Hours for which the file of one waits that nobody has brought in. */
export const filesWait = 24;

/** What of a file is shown before it comes in, and kept afterwards: names and numbers. */
export type About = {
  name: string;
  ended: boolean;
  from: string;
  made: string;
  partners: readonly string[];
  rows: number;
  entries: number;
  pictures: number;
  people: number;
  withAccount: number;
  organisations: readonly string[];
  /** What has to be another here than it was there, as sentences. An earlier release kept none. */
  fitted?: readonly string[];
};

export type FaultSaid = { fault: Fault; values: Readonly<Record<string, string | number>> };

export type CameOf = 'new' | 'same' | 'ahead' | 'refused' | 'dropped';
/** `lost`: it was begun, and no program is at it any more. */
export type State = 'looked' | 'going' | 'lost' | CameOf;

/** Where an arrival stands; `isGoing`: this program is at it. */
export function stateOf(
  { begun_at, came_of }: { begun_at: Date | null; came_of: CameOf | null },
  isGoing: boolean,
): State {
  if (came_of) return came_of;
  if (isGoing) return 'going';
  return begun_at ? 'lost' : 'looked';
}

/** How the file of a partnership is called where it is saved: no signs that a system does not take. */
export function fileNameOf(name: string, made: Date): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${[plain || 'partnership', made.toISOString().slice(0, 10)].join('-')}.zip`;
}
