import { domainToASCII } from 'node:url';
import { z } from 'zod';
import type { ProviderTrouble, Said } from '../../platform/accounts/openid.ts';
import { email } from '../accounts/rules.ts';

/** Hours for which a proof holds that cannot be looked up, because no DNS server answers. One that is gone holds for none. */
export const proofHolds = 72;

const domainShape = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Where everybody may have an address: the best known, to save a wasted way; the proof keeps out all others. */
const publicMail = new Set(
  [
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com',
    'proton.me protonmail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org',
    'online.no hotmail.no ziggo.nl kpnmail.nl hotmail.nl zoho.com yandex.com mail.com',
  ].flatMap((line) => line.split(' ')),
);

/** What stands behind the @, as DNS writes it. */
export const domainForm = z.object({
  domain: z
    .string()
    .transform((typed) => typed.trim().replace(/^.*@/, ''))
    .transform((domain) => (/[\s/\\:?#%]/.test(domain) ? '' : domainToASCII(domain)))
    .refine((domain) => domainShape.test(domain), 'domain.wanted')
    .refine((domain) => !publicMail.has(domain), 'domain.public'),
});

const describing = '/.well-known/openid-configuration';
const isAddress = (typed: string) => URL.canParse(typed) && !new URL(typed).search && !new URL(typed).hash;

/** Written without the s of https. */
export const isPlain = (address: string) => new URL(address).protocol === 'http:';

export const joinings = ['invited', 'member'] as const;
export type Joining = (typeof joinings)[number];

export const providerForm = z.object({
  // What people copy is often the address of the description.
  issuer: z
    .string()
    .trim()
    .max(500, 'issuer.wanted')
    .transform((typed) => (typed.endsWith(describing) ? typed.slice(0, -describing.length) : typed))
    .refine(isAddress, 'issuer.wanted'),
  clientId: z.string().trim().min(1, 'clientId.wanted').max(500, 'clientId.long'),
  secret: z.string().trim().max(500, 'secret.long').default(''),
  joins: z.enum(joinings),
});
export type ProviderInput = z.output<typeof providerForm>;

export const wayForm = z.object({ email });

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Where the record stands that proves a domain, and what it says (RFC 8552: names with a low line are nobody's host). */
export const recordName = (domain: string) => `_samvirke.${domain}`;
export const recordText = (code: string) => `samvirke=${code}`;

/** Why somebody does not come in who has signed in there. */
export type Trouble =
  | ProviderTrouble
  | 'over'
  | 'off'
  | 'no-address'
  | 'unverified'
  | 'other-domain'
  | 'administrator'
  | 'not-invited';

/** Whether what the service says lets somebody in for this domain; else why not. */
export function troubleWith(said: Said, domain: string): Trouble | undefined {
  if (!email.safeParse(said.email).success) return 'no-address';
  if (domainOf(said.email) !== domain) return 'other-domain';
  return said.verified ? undefined : 'unverified';
}

/**
 * What becomes of a proof that was looked for. `found` is undefined where nobody could tell: then it holds for a while
 * after it was seen last.
 */
export function proofGone(found: boolean | undefined, seen: Date, now: Date): boolean {
  if (found !== undefined) return !found;
  return now.getTime() - seen.getTime() > proofHolds * 3_600_000;
}
