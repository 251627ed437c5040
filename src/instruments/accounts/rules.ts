import { z } from 'zod';
import { isMailAddress } from '../../platform/address.ts';
import { locales } from '../../platform/i18n/locale.ts';

/** NIST SP 800-63B asks for length, not for kinds of characters; 12 is ours, above its 8. */
export const shortestPassword = 12;
export const longestPassword = 128;
/** Days an invitation counts: long enough for a holiday, short enough to be forgotten safely. */
export const invitationDays = 30;

export const email = z.string().trim().toLowerCase().refine(isMailAddress, 'email.wanted');
export const personName = z
  .string()
  .trim()
  .min(1, 'name.wanted')
  .max(120, 'name.long')
  .transform((name) => name.replace(/\s+/g, ' '));
const newPassword = z.string().min(shortestPassword, 'password.short').max(longestPassword, 'password.long');

export const signInForm = z.object({
  email,
  password: z.string().min(1, 'password.wanted').max(longestPassword, 'signIn.wrong'),
});
export const linkForm = z.object({ email });
export const signUpForm = z.object({ email, name: personName });
export const accountForm = z.object({ name: personName, locale: z.enum(locales) });
export const passwordForm = z.object({
  current: z.string().max(longestPassword, 'password.current.wrong').default(''),
  password: newPassword,
});

/** Roles that can be given in an organisation, and in the city itself. */
export const organisationRoles = ['lead', 'contact', 'deputy', 'member'] as const;
export const cityRoles = ['administrator'] as const;
export const rolesOf = { organisation: organisationRoles, city: cityRoles } as const;

/** How many take part in a space, and how many lead or administer it whose account is open. */
export type Staffing = { all: number; lead: number; administrator: number };

/**
 * As what somebody cannot be spared: the only administrator of the city, or the only lead of an organisation
 * that has others. The last of all may go. Whose account is closed leads and administers nothing.
 */
export function neededAs(
  { role, closed }: { role: string; closed: Date | null },
  there: Staffing,
): 'lead' | 'administrator' | undefined {
  if ((role !== 'lead' && role !== 'administrator') || closed || there[role] > 1) return undefined;
  return role === 'administrator' || there.all > 1 ? role : undefined;
}

export const invitationForm = z.object({
  email,
  name: z.string().trim().max(120, 'name.long').default(''),
  kind: z.enum(['person', 'mailbox']).default('person'),
  role: z.enum([...organisationRoles, ...cityRoles]),
  locale: z.enum(locales),
});
export type InvitationInput = z.output<typeof invitationForm>;

/** Where no mail goes out, a password is the only way back in. */
export const acceptanceForm = (sendsMail: boolean) =>
  z.object({
    name: personName,
    password: sendsMail ? z.union([z.literal(''), newPassword]).default('') : newPassword,
  });

/** A path within this site, for going on after signing in; anything else leads home. */
export function safePath(path: string): string {
  return /^\/(?![/\\])[\w\-./?=&%~]*$/.test(path) ? path : '/desk';
}

/**
 * Where somebody goes who has proven password or address: first to the question for their second factor, if they have
 * one; or to where they get one, if the city wants that of them.
 */
export function wayOn({ asks, heldBack }: { asks: boolean; heldBack: boolean }, next: string): string {
  if (heldBack) return '/account/second-factor';
  return asks ? `/sign-in/code?next=${encodeURIComponent(next)}` : next;
}

/** Whether an address may join by itself under the city's policy. */
export function mayJoin(
  policy: { signUp: 'open' | 'invitation' | 'domain'; signUpDomains: readonly string[] },
  address: string,
): boolean {
  if (policy.signUp === 'open') return true;
  if (policy.signUp === 'invitation') return false;
  return policy.signUpDomains.includes(address.split('@')[1] ?? '');
}
