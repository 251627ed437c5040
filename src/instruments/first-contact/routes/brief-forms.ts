import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import { isLocale, type Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import { words } from '../messages/index.ts';
import { type BriefContent, complaintAbout, readDay, type Step } from '../rules.ts';
import { exampleDay } from '../views/said.tsx';

const lines = (longest: number) => z.string().trim().max(longest, 'text.long');
const wanted = (key: string, longest = 4_000, tooLong = 'text.long') =>
  z.string().trim().max(longest, tooLong).min(1, key);
const email = lines(254).regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]{2,}$/, 'email.wrong');

const goal = z.string().max(40).optional();
const writer = {
  locale: z.string().max(10).optional(),
  language: z.enum(['en', 'de', 'und'], 'language.choose').optional(),
  open: z.string().max(10).optional(),
};

/** A day as people type it, or none. */
const dayFrom = (today: string) =>
  lines(40).superRefine((typed, context) => {
    const wrong = typed && complaintAbout(readDay(typed, today), today);
    if (wrong) context.addIssue({ code: 'custom', message: wrong });
  });

/** All that can be wrong with a step is said at once, so everything is checked here and nothing later. */
const formsOf = (today: string, choosesWriter: boolean) => ({
  plan: z.object({
    title: wanted('title.missing', 140, 'title.long'),
    want: wanted('want.missing'),
    bring: wanted('bring.missing'),
    goal,
  }),
  ask: z.object({
    ask: wanted('ask.missing'),
    neededBy: dayFrom(today).optional(),
    meet: z.enum(['yes', 'no'], 'meet.choose'),
    meeting: lines(2_000).optional(),
  }),
  request: z.object({
    to: wanted('unit.choose', 200),
    title: wanted('title.missing', 140, 'title.long'),
    ask: wanted('what.missing'),
    // What somebody is to do has an end, and a day by which it is to come.
    neededBy: wanted('day.missing', 40).pipe(dayFrom(today)),
    knownBy: wanted('knownBy.missing'),
  }),
  guest: z.object({
    name: wanted('name.missing', 120, 'name.long'),
    email: wanted('email.missing', 254).pipe(email),
    group: lines(200).optional(),
    ...writer,
  }),
  writer: z.object({
    // With several groups nothing is chosen beforehand; an empty choice is "for myself".
    organisation: choosesWriter ? z.string('organisation.choose').max(40) : z.string().max(40).optional(),
    ...writer,
  }),
});

/** Anything goes while it is put aside; only its length has a limit. */
const unfinished = z.record(z.string(), z.union([z.string().max(8_000, 'text.long'), z.array(z.string())]));

export const perspectiveForm = z.object({
  power: lines(4_000).optional(),
  tasks: lines(4_000).optional(),
  worries: lines(4_000).optional(),
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
    if (field === 'email' && value.trim() && !email.safeParse(value).success) continue;
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
  if (input.language === 'en' || input.language === 'de' || input.language === 'und')
    content.language = input.language;
  content.open = input.open === 'yes' ? 'yes' : 'no';
  return { content, ...(isLocale(input.locale) && { locale: input.locale }) };
}
