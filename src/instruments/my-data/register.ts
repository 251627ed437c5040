import type { Locale } from '../../platform/i18n/locale.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { type Activity, activities, type SaidOfActivity } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';

/** An activity of the register, as the rooms declare it. */
export type Registered = {
  activity: Activity;
  say: (part: SaidOfActivity) => string;
  /** What is held for it, as people find it in their download. */
  held: string[];
  kept: { what: string; days: number; why: string }[];
};

/** All activities, in the words of a language. */
export function registerOf(instruments: readonly Instrument[], locale: Locale): Registered[] {
  const personal = instruments.flatMap((one) => one.personal ?? []);
  return activities.map((activity) => {
    const rooms = personal.filter(({ of }) => of === activity);
    const speaker = rooms.find(({ processing }) => processing);
    if (!speaker?.processing) throw new Error(`No room speaks for ${activity}`);
    const { processing } = speaker;
    return {
      activity,
      say: (part) => processing(locale, part),
      held: [...new Set(rooms.flatMap(({ rows }) => rows.map(({ title }) => title(locale))))],
      kept: rooms.flatMap(({ keeps = [] }) =>
        keeps.map(({ say, days }) => ({ what: say(locale, 'what'), why: say(locale, 'why'), days })),
      ),
    };
  });
}

/** How long, as one text: for a cell of a table. */
export function keptInWords({ kept }: Registered, locale: Locale): string {
  const t = words(locale);
  const lines = kept.map(({ what, days, why }) => `${what}: ${t('register.kept.days', { days })}. ${why}`);
  return [...lines, t('register.kept.else')].join('\n');
}

/** A table for spreadsheets (RFC 4180). What begins like a formula is text: an apostrophe says so. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  // Where a spreadsheet parts cells by other signs it does not see the quotation marks: then a cell begins behind each.
  const formula = /(?<=^|[,;\t\r\n])(?=[=+\-@\t\r])/g;
  const cell = (text: string) => `"${text.replaceAll(formula, "'").replaceAll('"', '""')}"`;
  // The mark in front makes Excel read UTF-8.
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
