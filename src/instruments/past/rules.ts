import { z } from 'zod';
import type { Part } from '../../mechanisms/same-questions/room.ts';

/** Of the sealed round, of the text, and in entries of the journal. */
export const ownKind = 'past';
/** The step of the guide that it belongs to. */
export const element = 'history';

/** What is asked of each partner alone, in somebody's words. */
export function partsIn(say: (key: 'q.hurt' | 'q.hurt.help' | 'q.need' | 'q.need.help') => string): Part[] {
  const keys = ['hurt', 'need'] as const;
  return [
    {
      questions: keys.map((key) => ({
        key,
        kind: 'text',
        text: say(`q.${key}`),
        help: say(`q.${key}.help`),
      })),
    },
  ];
}

/** Years: what is before is told by no partner that can still be asked. */
const earliest = 1000;

type Years = { since: number; until: number | null };

/**
 * A year or a span as people write it: 2014, 1998-2001, 1998 to 2001. Undefined where it is none, or ends before it
 * begins. A span within one year is that year.
 */
export function readYears(typed: string): Years | undefined {
  const found = /^(\d{4})(?:\s*(?:-|–|—|to|bis|til|tot|t\/m)\s*(\d{4}))?$/i.exec(typed.trim());
  if (!found) return undefined;
  const since = Number(found[1]);
  const until = found[2] === undefined ? since : Number(found[2]);
  if (since < earliest || until < since) return undefined;
  return { since, until: until === since ? null : until };
}

/** A year or a span as it is written everywhere: 1998–2001. */
export function writeYears({ since, until }: Years): string {
  return until === null ? String(since) : `${since}–${until}`;
}

/** In the order of time; of those that began together the one that ended first comes first. */
export function inOrder<Attempt extends Years & { id: string }>(attempts: readonly Attempt[]): Attempt[] {
  return attempts.toSorted(
    (a, b) => a.since - b.since || (a.until ?? a.since) - (b.until ?? b.since) || (a.id < b.id ? -1 : 1),
  );
}

const words = (most: number) => z.string().trim().max(most, 'text.long');

/** `today` is YYYY-MM-DD: what was tried has begun already. */
export function attemptForm(today: string) {
  return z.object({
    years: words(20).superRefine((typed, context) => {
      const years = readYears(typed);
      const thisYear = Number(today.slice(0, 4));
      const key = !typed
        ? 'years.wanted'
        : !years
          ? 'years.wrong'
          : Math.max(years.since, years.until ?? 0) > thisYear
            ? 'years.ahead'
            : undefined;
      if (key) context.addIssue({ code: 'custom', message: key });
    }),
    what: words(1000).min(1, 'what.wanted'),
    byWhom: words(300).min(1, 'by-whom.wanted'),
    ended: words(1000).min(1, 'ended.wanted'),
    remains: words(1000).default(''),
    source: words(500).default(''),
  });
}
export type AttemptInput = z.output<ReturnType<typeof attemptForm>>;

/** An attempt as its form shows it. */
export function typedAttempt(
  attempt: Years & { what: string; byWhom: string; ended: string; remains: string; source: string },
) {
  const { what, byWhom, ended, remains, source } = attempt;
  return { years: writeYears(attempt), what, byWhom, ended, remains, source };
}

/** The link in a source, if it is nothing else than one. */
export function linkIn(source: string): string | undefined {
  return /^https?:\/\/\S+$/i.test(source) && URL.canParse(source) ? source : undefined;
}

/** Until when partners answer; read by the rules of rounds. */
export const askForm = z.object({ day: words(40), time: words(20) });
