import { z } from 'zod';
import { unknownLanguage } from '../../../mechanisms/request/written.ts';
import { isMailAddress } from '../../../platform/address.ts';
import type { Page } from '../../../platform/http/page.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import { isLocale, type Locale, locales } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import { words } from '../messages/index.ts';
import { type BriefContent, complaintAbout, type Step } from '../rules.ts';
import { exampleDay } from '../views/said.tsx';

/** How long a text may be, and what is said where it is longer; texts that are not named here take 4,000 letters. */
const limits: Record<string, readonly [number, string]> = {
  title: [140, 'title.long'],
  name: [120, 'name.long'],
  email: [254, 'text.long'],
  group: [200, 'text.long'],
  meeting: [2_000, 'text.long'],
};
const limitOf = (field: string) => limits[field] ?? ([4_000, 'text.long'] as const);
const lines = (field = '') =>
  z
    .string()
    .trim()
    .max(...limitOf(field));
const wanted = (key: string, field?: string) => lines(field).min(1, key);
const email = z.string().refine(isMailAddress, 'email.wrong');

export const lostLinksForm = z.object({ email: z.string().trim().toLowerCase().pipe(email) });

const goal = z.string().max(40).optional();
const writer = {
  locale: z.string().max(10).optional(),
  language: z.enum([...locales, unknownLanguage], 'language.choose').optional(),
  open: z.string().max(10).optional(),
};

/** A day as people type it, or none. */
const dayFrom = (today: string) =>
  z
    .string()
    .trim()
    .max(40, 'text.long')
    .superRefine((typed, context) => {
      const wrong = typed && complaintAbout(readDay(typed, today), today);
      if (wrong) context.addIssue({ code: 'custom', message: wrong });
    });

/** All that can be wrong with a step is said at once, so everything is checked here and nothing later. */
const formsOf = (today: string, choosesWriter: boolean) => ({
  plan: z.object({
    title: wanted('title.missing', 'title'),
    want: wanted('want.missing'),
    bring: wanted('bring.missing'),
    goal,
  }),
  ask: z.object({
    ask: wanted('ask.missing'),
    neededBy: dayFrom(today).optional(),
    meet: z.enum(['yes', 'no'], 'meet.choose'),
    meeting: lines('meeting').optional(),
  }),
  request: z.object({
    to: wanted('unit.choose'),
    title: wanted('title.missing', 'title'),
    ask: wanted('what.missing'),
    // What somebody is to do has an end, and a day by which it is to come.
    neededBy: wanted('day.missing').pipe(dayFrom(today)),
    knownBy: wanted('knownBy.missing'),
  }),
  guest: z.object({
    name: wanted('name.missing', 'name'),
    email: wanted('email.missing', 'email').pipe(email),
    group: lines('group').optional(),
    ...writer,
  }),
  writer: z.object({
    // With several groups nothing is chosen beforehand; an empty choice is "for myself".
    organisation: choosesWriter ? z.string('organisation.choose').max(40) : z.string().max(40).optional(),
    ...writer,
  }),
});

/** Anything goes while it is put aside; only the lengths have their limits. */
const unfinished = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .superRefine((typed, context) => {
    for (const [field, value] of Object.entries(typed)) {
      const [most, message] = limitOf(field);
      if (value.length > most) context.addIssue({ code: 'custom', path: [field], message });
    }
  });

export const perspectiveForm = z.object({
  power: lines().optional(),
  tasks: lines().optional(),
  worries: lines().optional(),
});

type Checking = {
  /** Put aside unfinished. */
  later: boolean;
  today: string;
  guest?: boolean;
  /** Has the writer several organisations to write for? */
  choosesWriter?: boolean;
};

export function schemaOf(
  step: Step,
  { later, today, guest, choosesWriter = false }: Checking,
): z.ZodType<Record<string, unknown>> {
  if (later) return unfinished;
  const forms = formsOf(today, choosesWriter);
  return (step === 'writer' && guest ? forms.guest : forms[step]) as z.ZodType<Record<string, unknown>>;
}

/** Says what is wrong with a step; some complaints show how a day is written. */
export function sayOf(page: Page) {
  const t = words(page.locale);
  return (key: never, values?: Record<string, string | number | Date>) =>
    t(key, { day: exampleDay(page), ...values } as never);
}

const textFields = ['title', 'want', 'bring', 'ask', 'knownBy', 'name', 'email', 'group'] as const;

/** What a step changes about a page. A day that cannot be read, of a page that is put aside, is left out. */
export function changeOf(
  step: Step,
  input: Record<string, unknown>,
  before: BriefContent,
  today: string,
): { content?: BriefContent; goal?: string | null; unit?: string | null; locale?: Locale } {
  const content: BriefContent = { ...before };
  for (const field of textFields) {
    const value = input[field];
    if (typeof value !== 'string') continue;
    // Put aside, a page takes anything but an address that is none: mail would go there.
    if (field === 'email' && value.trim() && !isMailAddress(value.trim())) continue;
    content[field] = value.trim();
  }
  if (typeof input.neededBy === 'string') {
    const day = readDay(input.neededBy, today);
    if (!input.neededBy.trim()) delete content.neededBy;
    if (day && !complaintAbout(day, today)) content.neededBy = day;
  }
  if (step === 'ask') {
    delete content.meeting;
    if (input.meet === 'yes' || input.meet === 'no') content.meet = input.meet;
    const when = typeof input.meeting === 'string' ? input.meeting.trim() : '';
    if (input.meet === 'yes' && when) content.meeting = when;
  }
  if (step !== 'writer') {
    if (step !== 'plan') return { content };
    return { content, goal: isId(input.goal) ? input.goal : null };
  }
  if (isLocale(input.language) || input.language === unknownLanguage) content.language = input.language;
  content.open = input.open === 'yes' ? 'yes' : 'no';
  return { content, ...(isLocale(input.locale) && { locale: input.locale }) };
}
