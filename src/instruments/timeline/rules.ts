import { z } from 'zod';
import type { PictureFault } from '../../platform/files/pictures.ts';
import { isNoSuchDay, readDay, typedDay } from '../../platform/i18n/dates.ts';
import { addDays } from '../../platform/working-days.ts';

/** Of what is told on one page. */
export const perPage = 30;
/** Of what is told beside the overview. */
export const latelyMost = 5;
/** Bytes of a picture as it is sent: what the cameras of phones make, and some more. */
export const largestPicture = 10 * 1024 * 1024;
/** Years that a moment may lie back: longer than any group that remembers it. */
const furthestYears = 100;

/** What came with a form: `there` has a picture already, `new` brings a good one, the others one that is not,
 * that cannot be kept for now (`away`), or that waited too long for the rest of its form (`gone`). */
export type PictureState = 'none' | 'there' | 'new' | 'large' | 'away' | 'gone' | PictureFault;

/** A form of one moment; `today` (YYYY-MM-DD) is what a day without a year is read from. */
export function momentForm(today: string, picture: PictureState) {
  const brought = picture !== 'none' && picture !== 'there';
  return z.object({
    text: z
      .string()
      .trim()
      .max(280, 'text.long')
      .refine((text) => text !== '' || picture !== 'none', 'text.wanted'),
    day: z
      .string()
      .trim()
      .superRefine((typed, context) => {
        const day = readPast(typed, today);
        const key = !typed
          ? 'day.wanted'
          : isNoSuchDay(typed)
            ? 'day.none'
            : !day || day < addYears(today, -furthestYears)
              ? 'day.wrong'
              : day > today
                ? 'day.ahead'
                : undefined;
        if (key) context.addIssue({ code: 'custom', message: key });
      }),
    picture: z
      .unknown()
      .default(null)
      .superRefine((_, context) => {
        if (brought && picture !== 'new') context.addIssue({ code: 'custom', message: `picture.${picture}` });
      }),
    shows: z
      .string()
      .trim()
      .max(400, 'shows.long')
      .default('')
      .refine((shows) => shows !== '' || picture === 'none', 'shows.wanted')
      .refine((shows) => shows === '' || picture !== 'none', 'shows.alone'),
    agreed: z
      .unknown()
      .default(null)
      .refine((agreed) => agreed === 'yes' || !brought, 'agreed.wanted'),
  });
}
/** A moment as its form shows it; only of a picture is asked what it shows. */
export function typedMoment({
  text,
  day,
  file,
  shows,
}: {
  text: string;
  day: string;
  file: string | null;
  shows: string;
}) {
  return { text, day: typedDay(day), ...(file && { shows }) };
}
export type MomentInput = z.output<ReturnType<typeof momentForm>>;

/** A day that has been: without a year it is the last such day, today included. */
export function readPast(typed: string, today: string): string | undefined {
  return readDay(typed, addDays(addYears(today, -1), 1));
}

function addYears(day: string, years: number): string {
  return addDays(`${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`, 0);
}

type Timed = { id: string; at: Date };

/** Two lists, each in its order, as one in that order. */
export function merged<Entry extends Timed, Moment extends Timed>(
  entries: readonly Entry[],
  moments: readonly Moment[],
  order: 'newest' | 'oldest',
): ({ entry: Entry } | { moment: Moment })[] {
  const found: ({ entry: Entry } | { moment: Moment })[] = [];
  let e = 0;
  let m = 0;
  while (e < entries.length || m < moments.length) {
    const entry = entries[e];
    const moment = moments[m];
    const way = order === 'newest' ? 1 : -1;
    if (entry && (!moment || (entry.at.getTime() - moment.at.getTime()) * way >= 0)) {
      found.push({ entry });
      e += 1;
    } else if (moment) {
      found.push({ moment });
      m += 1;
    }
  }
  return found;
}

/** So many of one kind on one day are folded: fewer are read as fast as they are opened. */
const fewestToFold = 3;

/** What happened on a day, in its order; many of one kind stand behind the first of them. */
export function folded<Item>(
  items: readonly Item[],
  of: (item: Item) => string | undefined,
): { first: Item; more: Item[] }[] {
  const byKind = Map.groupBy(items, of);
  const folds = new Map<string, { first: Item; more: Item[] }>();
  return items.flatMap((item) => {
    const kind = of(item);
    if (kind === undefined || byKind.get(kind)!.length < fewestToFold) return [{ first: item, more: [] }];
    const there = folds.get(kind);
    if (there) {
      there.more.push(item);
      return [];
    }
    const fold = { first: item, more: [] };
    folds.set(kind, fold);
    return [fold];
  });
}

/** Neighbours that have something in common, together. */
export function inRuns<Item>(
  items: readonly Item[],
  of: (item: Item) => string,
): { of: string; items: Item[] }[] {
  const runs: { of: string; items: Item[] }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.of === of(item)) last.items.push(item);
    else runs.push({ of: of(item), items: [item] });
  }
  return runs;
}
