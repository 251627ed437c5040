import { z } from 'zod';
import { Refusal } from '../../../platform/http/problems.ts';
import { isLocale, type Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import { type BriefContent, complaintAbout, readDay, type Step } from '../rules.ts';

const lines = (longest: number) => z.string().trim().max(longest, 'text.long');
const wanted = (key: string, longest = 4_000) => lines(longest).min(1, key);
const email = lines(254).regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]{2,}$/, 'email.wrong');

const goal = z.string().max(40).optional();
const writer = {
  locale: z.string().max(10).optional(),
  language: z.enum(['en', 'de', 'und'], 'language.choose').optional(),
  open: z.string().max(10).optional(),
};

const forms = {
  plan: z.object({
    title: wanted('title.missing', 140),
    want: wanted('want.missing'),
    bring: wanted('bring.missing'),
    goal,
  }),
  ask: z
    .object({
      ask: wanted('ask.missing'),
      neededBy: wanted('day.missing', 40),
      meet: z.enum(['yes', 'no'], 'meet.choose'),
      meeting: lines(2_000).optional(),
    })
    .refine((input) => input.meet === 'no' || Boolean(input.meeting), {
      path: ['meeting'],
      message: 'meet.missing',
    }),
  request: z.object({
    to: wanted('unit.choose', 200),
    title: wanted('title.missing', 140),
    ask: wanted('what.missing'),
    neededBy: wanted('day.missing', 40),
    knownBy: wanted('knownBy.missing'),
  }),
  guest: z.object({
    name: wanted('name.missing', 120),
    email: wanted('email.missing', 254).pipe(email),
    group: lines(200).optional(),
    ...writer,
  }),
  writer: z.object({ organisation: z.string().max(40).optional(), ...writer }),
} as const;

/** Anything goes while it is put aside; only its length has a limit. */
const unfinished = z.record(z.string(), z.union([z.string().max(8_000, 'text.long'), z.array(z.string())]));

export const perspectiveForm = z.object({
  power: lines(4_000).optional(),
  tasks: lines(4_000).optional(),
  worries: lines(4_000).optional(),
});

export function schemaOf(step: Step, later: boolean, guest = false): z.ZodType<Record<string, unknown>> {
  if (later) return unfinished;
  return (step === 'writer' ? (guest ? forms.guest : forms.writer) : forms[step]) as z.ZodType<
    Record<string, unknown>
  >;
}

const textFields = ['title', 'want', 'bring', 'ask', 'knownBy', 'name', 'email', 'group'] as const;

/**
 * What a step changes about a page. Throws a Refusal for a day that cannot be read; while the page is put
 * aside (`later`) such a day is left out.
 */
export function changeOf(
  step: Step,
  input: Record<string, unknown>,
  before: BriefContent,
  today: string,
  later: boolean,
  example: string,
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
    const wrong = complaintAbout(day, today);
    if (wrong && !later) throw new Refusal(wrong, 'neededBy', { day: example });
    if (day && !wrong) content.neededBy = day;
  }
  if (step === 'ask') {
    delete content.meeting;
    if (input.meet === 'yes' && typeof input.meeting === 'string') content.meeting = input.meeting.trim();
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
