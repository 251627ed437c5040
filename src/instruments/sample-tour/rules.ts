import { stageOf } from '../../mechanisms/sealed-round/rules.ts';

/** The pages that are walked through, in their order. Stops count from 1. */
export const stops = ['overview', 'path', 'round', 'text', 'timeline'] as const;
export type Stop = (typeof stops)[number];

/** Who of the sample city's people takes part in its partnership: `demo/elvestad.yaml` has them. */
export const whoTakesPart = [
  'climate@elvestad.example',
  'lead@food-council.example',
  'green@brygga.example',
] as const;

type Round = {
  id: string;
  element: string | null;
  dueAt: Date;
  revealedAt: Date | null;
  withdrawnAt: Date | null;
};
type Text = { id: string; element: string | null; agreedAt: Date | null };

/** Where the stops are in a partnership; those that it has nothing to show for are undefined. */
export type Places = Record<Stop, string | undefined>;

/** `rounds` and `texts` newest first. The text is the one that came of the round, if it was agreed; else any that is. */
export function placesIn(
  partnership: string,
  rounds: readonly Round[],
  texts: readonly Text[],
  now: Date,
): Places {
  const base = `/partnerships/${partnership}`;
  const round = rounds.findLast((one) => stageOf(one, now) === 'open');
  const agreed = texts.filter(({ agreedAt }) => agreedAt !== null);
  const text = agreed.find(({ element }) => element === round?.element) ?? agreed[0];
  return {
    overview: base,
    path: `${base}/path`,
    round: round && `${base}/rounds/${round.id}`,
    text: text && `${base}/texts/${text.id}`,
    timeline: `${base}/timeline`,
  };
}

/** A stop by the number in an address. */
export function stopOf(typed: string): Stop | undefined {
  return /^[1-9]$/.test(typed) ? stops[Number(typed) - 1] : undefined;
}

/** The stop or, where it has no place, the next one that has: with its place and its number. */
export function placeFrom(stop: Stop, places: Places): { href: string; n: number } {
  const n = stops.findIndex((one, at) => at >= stops.indexOf(stop) && places[one] !== undefined);
  return { href: places[stops[n]!]!, n: n + 1 };
}

const id = '[0-9a-f-]{36}';
const shapes: Record<Stop, RegExp> = {
  overview: new RegExp(`^/partnerships/${id}$`),
  path: new RegExp(`^/partnerships/${id}/path$`),
  round: new RegExp(`^/partnerships/${id}/rounds/${id}$`),
  text: new RegExp(`^/partnerships/${id}/texts/${id}$`),
  timeline: new RegExp(`^/partnerships/${id}/timeline$`),
};

/** Whether a page is of the kind that a stop is at: nobody is told of a text who looks at a to-do. */
export function isAt(stop: Stop, path: string): boolean {
  return shapes[stop].test(path);
}
