import { z } from 'zod';
import { locales } from '../../platform/i18n/locale.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { RoomWork } from '../../platform/instrument.ts';
import { email, personName } from '../accounts/rules.ts';
import { type Kind, kinds } from '../directory/rules.ts';
import type { PartnerRole } from './access.ts';
import { mostAtOnce, readPasted } from './rules/pasting.ts';

export * from './rules/links.ts';
export * from './rules/pasting.ts';

/** Partners on the overview: a screen of them. All are on the page of people. */
const mostShown = 12;

/** The partners that the overview shows, in their order, one's own before the others where there are too many. */
export function firstToShow<Partner>(partners: readonly Partner[], mine: Partner | undefined): Partner[] {
  if (partners.length <= mostShown || !mine) return partners.slice(0, mostShown);
  return [mine, ...partners.filter((one) => one !== mine).slice(0, mostShown - 1)];
}

/**
 * What was begun in rooms that do not say so by themselves, the latest first. What a room did for two steps under one
 * name is one thing.
 */
export function begunIn(work: readonly RoomWork[]): RoomWork[] {
  const begun = work
    .filter(({ stands }) => !stands)
    .toSorted((a, b) => b.begunAt.getTime() - a.begunAt.getTime());
  const same = (a: RoomWork, b: RoomWork) => a.path === b.path && a.label('en') === b.label('en');
  return begun.filter((one, n) => begun.findIndex((other) => same(one, other)) === n);
}

/** What a desk says of a thing, on the overview of the partnership that it begins with: there nobody asks which. */
export function aboutWithin(about: string, partnership: string, locale: string): string {
  if (!about.startsWith(partnership)) return about;
  return sentence(about.slice(partnership.length).replace(/^[\s,:·]+/u, ''), locale);
}

/** Days an invitation counts: two weeks, so that a partnership knows soon who is in. */
export const invitationDays = 14;
/** Mails with invitations that one person causes in a day: three times the largest paste. */
export const mostInvitedADay = 300;

export const steps = ['what', 'who', 'start'] as const;
export type Step = (typeof steps)[number];

/** What the founder has written on the second and third page. All text, as it was typed. */
export type Draft = {
  /** The organisation whose people they are, `group` (they name it), or `none`: they only facilitate. */
  as?: string;
  group?: string;
  kind?: string;
  /** As pasted. */
  invited?: string;
  language?: string;
  note?: string;
  /** The other side of the request that it came from is invited too. */
  other?: string;
  /** The address of the invited who is to facilitate; empty: the founder. */
  facilitator?: string;
};

const longText = z.string().trim().max(4_000, 'text.long').default('');
const pastedText = z.string().max(20_000, 'invited.many').default('');
const later = z.literal('yes').optional();
const partnerName = z.string().trim().max(120, 'name.long');
/** A department is the city's own: it comes from the directory, and nobody names one. */
export const kindsToName: readonly Kind[] = kinds.filter((kind) => kind !== 'department');
const kind = z.enum(kindsToName as [Kind, ...Kind[]], 'kind.wanted');

export const whatForm = z
  .object({
    name: z.string().trim().min(1, 'name.wanted').max(120, 'name.long'),
    purpose: longText,
    place: z.string().trim().max(200, 'place.long').default(''),
    later,
    request: z.string().max(40).optional(),
  })
  .superRefine((form, check) => {
    if (!form.purpose && !form.later)
      check.addIssue({ code: 'custom', path: ['purpose'], message: 'purpose.wanted' });
  });

/** Complains about pasted lines as a whole; the page names them one by one. */
function checkPasted(text: string, check: z.RefinementCtx, path = 'invited'): void {
  const { invited, faulty } = readPasted(text);
  const message =
    faulty.length > 0 ? 'invited.faulty' : invited.length > mostAtOnce ? 'invited.many' : undefined;
  if (message) check.addIssue({ code: 'custom', path: [path], message });
}

/** `ways`: the organisations that the founder may speak for, and what is open to everybody. */
export const whoForm = (ways: readonly string[]) =>
  z
    .object({
      as: z.enum(ways as [string, ...string[]], 'as.wanted').optional(),
      group: partnerName.default(''),
      kind: z.string().max(40).default(''),
      invited: pastedText,
      language: z.enum(locales),
      note: longText,
      other: z.literal('yes').optional(),
      later,
    })
    .superRefine((form, check) => {
      if (form.later) return;
      const complain = (path: string, message: string) =>
        check.addIssue({ code: 'custom', path: [path], message });
      if (!form.as) complain('as', 'as.wanted');
      if (form.as === 'group' && !form.group) complain('group', 'group.wanted');
      if (form.as === 'group' && !kindsToName.includes(form.kind as Kind)) complain('kind', 'kind.wanted');
      checkPasted(form.invited, check);
    });

export const startForm = z.object({ facilitator: z.string().max(254).default(''), later });

/** Invites many at once, into a partnership that has begun. */
export const manyForm = z
  .object({
    role: z.enum(['lead', 'observer', 'facilitator'], 'role.wanted'),
    invited: pastedText,
    language: z.enum(locales),
    note: longText,
  })
  .superRefine((form, check) => {
    if (!form.invited.trim())
      check.addIssue({ code: 'custom', path: ['invited'], message: 'invited.wanted' });
    else checkPasted(form.invited, check);
  });

/** Invites a colleague to a partner. */
export const colleagueForm = z.object({
  email,
  name: z.string().trim().max(120, 'name.long').default(''),
  role: z.enum(['lead', 'deputy', 'member', 'observer'], 'role.wanted'),
  language: z.enum(locales),
  note: longText,
});

export const withoutSigningIn = z.object({ name: partnerName.min(1, 'group.wanted'), kind });

/** What is asked of somebody who takes up an invitation, as far as it is not known. */
export function acceptanceForm(wanted: { name: boolean; partner: boolean; ways: readonly string[] }) {
  return z
    .object({
      name: wanted.name ? personName : z.string().max(120).default(''),
      as: z.string().max(60).default('group'),
      group: partnerName.default(''),
      kind: z.string().max(40).default(''),
    })
    .superRefine((form, check) => {
      if (!wanted.partner || wanted.ways.includes(form.as)) return;
      const complain = (path: string, message: string) =>
        check.addIssue({ code: 'custom', path: [path], message });
      if (!form.group) complain('group', 'group.wanted');
      if (!kindsToName.includes(form.kind as Kind)) complain('kind', 'kind.wanted');
    });
}

export const declineForm = z.object({ reason: longText });
export const removalForm = z.object({ reason: longText });
export const roleForm = z.object({ role: z.enum(['lead', 'deputy', 'member']) });

/**
 * The role that somebody gets who comes in by an invitation: one lead and one deputy, and where those are taken
 * meanwhile, the next one below.
 */
export function roleToGive(invited: PartnerRole, taken: readonly string[]): PartnerRole {
  if (invited === 'lead' && taken.includes('lead')) return roleToGive('deputy', taken);
  if (invited === 'deputy' && taken.includes('deputy')) return 'member';
  return invited;
}

/** Where an invitation stands. */
export type Standing = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'old';

export function standingOf(
  invitation: { acceptedAt: Date | null; declinedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date },
  now: Date,
): Standing {
  if (invitation.acceptedAt) return 'accepted';
  if (invitation.declinedAt) return 'declined';
  if (invitation.withdrawnAt) return 'withdrawn';
  return invitation.expiresAt > now ? 'open' : 'old';
}

/** Until when an invitation sent at this moment counts. */
export function countsUntil(sent: Date): Date {
  return new Date(sent.getTime() + invitationDays * 86_400_000);
}

export const aboutForm = z.object({
  name: z.string().trim().min(1, 'name.wanted').max(120, 'name.long'),
  purpose: z.string().trim().min(1, 'purpose.wanted').max(4_000, 'text.long'),
  place: z.string().trim().max(200, 'place.long').default(''),
});

/** A partnership as the form shows it in which that is changed. */
export function typedAbout({ name, purpose, place }: z.output<typeof aboutForm>) {
  return { name, purpose, place };
}

type Named = { membership: string; role: string };

/**
 * What each becomes when somebody is given a role: of lead and deputy there is one each, and nobody falls out.
 * Undefined where it would leave the partner without a lead; then another is named first.
 */
export function rolesAfter(
  people: readonly Named[],
  chosen: string,
  role: 'lead' | 'deputy' | 'member',
): ReadonlyMap<string, PartnerRole> | undefined {
  const before = people.find((one) => one.membership === chosen);
  if (!before || before.role === role) return new Map();
  if (before.role === 'lead') return undefined;
  const changes = new Map<string, PartnerRole>([[chosen, role]]);
  const holder = people.find((one) => one.role === role);
  if (!holder || role === 'member') return changes;
  const deputy = people.some((one) => one.role === 'deputy' && one.membership !== chosen);
  changes.set(holder.membership, role === 'lead' && !deputy ? 'deputy' : 'member');
  return changes;
}

export const facilitatorForm = z.object({ person: z.string().min(1, 'handOver.wanted') });

export const ownForm = z.object({ name: personName, locale: z.enum(locales) });
export const accountMailForm = z.object({ email });
