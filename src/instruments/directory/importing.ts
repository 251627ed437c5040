import { z } from 'zod';
import { isMailAddress } from '../../platform/address.ts';
import { type Localised, locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { key, localised, text } from '../../platform/import/fields.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { kinds, longestPromise } from './rules.ts';
import { replaceMembers } from './store/ties.ts';
import {
  freeSlug,
  insertOrganisation,
  type OrganisationFields,
  type ResponsibilityFields,
  replaceResponsibilities,
  updateOrganisation,
} from './store/writing.ts';

const phrases = z.partialRecord(z.enum(locales), z.array(text(80)).max(60)).default({});

const decided = z.strictObject({ text: localised(300), words: phrases });
const notDecided = z
  .strictObject({
    text: localised(300),
    words: phrases,
    instead: key.optional(),
    elsewhere: localised(200).optional(),
  })
  .refine((one) => !(one.instead && one.elsewhere), 'Say either "instead" or "elsewhere"');

const item = z.strictObject({
  key,
  kind: z.enum(kinds),
  name: localised(160),
  summary: localised(600).optional(),
  parent: key.optional(),
  host: key.optional(),
  members: z.array(key).max(500).default([]),
  legalNumber: text(60).optional(),
  email: z.string().refine(isMailAddress, 'A mail address is wanted').optional(),
  emailShown: z.boolean().default(false),
  mailboxShared: z.boolean().default(false),
  website: z.url({ protocol: /^https?$/, error: 'A web address begins with https://' }).optional(),
  decides: z.array(decided).max(200).default([]),
  notDecided: z.array(notDecided).max(200).default([]),
  contact: z
    .strictObject({
      role: localised(120),
      phone: text(40),
      hours: localised(120),
      visit: localised(300),
      languages: z
        .array(
          z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'A language is written as a code: en, de, nb'),
        )
        .max(30),
    })
    .partial()
    .optional(),
  deputy: z.strictObject({ role: localised(120) }).optional(),
  replyDays: z.int().min(1).max(longestPromise).optional(),
  /** Days before the import on which the entry was last confirmed. */
  confirmedDaysAgo: z.int().min(0).max(36_500).optional(),
  confirmedBy: localised(120).optional(),
});
type Item = z.output<typeof item>;

/** Organisations of a file. Whom they name may stand further down, so names are followed at the end. */
export const organisations: ImportSection<Item> = {
  name: 'organisations',
  item,
  async load(tx, given, importing) {
    const fields = fieldsOf(given, tx.now);
    const { before } = importing;
    const id = before ?? newId();
    if (before) await updateOrganisation(tx, id, fields);
    else await insertOrganisation(tx, id, await freeSlug(tx, given.key), fields, { demo: importing.demo });
    await tx.record({
      space: id,
      kind: 'organisation.imported',
      subject: id,
      content: { again: before !== undefined },
    });
    return { space: id, subject: id };
  },
  async connect(tx, given, importing, id) {
    const { find } = importing;
    const organisation = await updateOrganisation(tx, id, {
      parent_id: given.parent ? find('organisations', given.parent, 'parent') : null,
      host_id: given.host ? find('organisations', given.host, 'host') : null,
      host_confirmed_at: given.host ? tx.now : null,
    });
    await replaceMembers(
      tx,
      id,
      given.members.map((member, n) => find('organisations', member, `members.${n}`)),
    );
    await replaceResponsibilities(tx, organisation, responsibilitiesOf(given, importing));
  },
};

function fieldsOf(given: Item, now: Date): OrganisationFields {
  return {
    kind: given.kind,
    name: given.name as Localised,
    summary: (given.summary ?? {}) as Localised,
    legal_number: given.legalNumber ?? null,
    email: given.email ?? null,
    email_shown: given.emailShown,
    mailbox_shared: given.mailboxShared,
    website: given.website ?? null,
    reply_days: given.replyDays ?? null,
    contact: given.contact ?? {},
    deputy: given.deputy ?? {},
    confirmed_at:
      given.confirmedDaysAgo === undefined
        ? null
        : new Date(now.getTime() - given.confirmedDaysAgo * 86_400_000),
    confirmed_by: (given.confirmedBy as Localised | undefined) ?? null,
  };
}

/** A file says all that an organisation decides: what it no longer names goes. */
function responsibilitiesOf(given: Item, { find }: Importing): ResponsibilityFields[] {
  return [
    ...given.decides.map((one) => ({ text: one.text as Localised, words: one.words, decides: true })),
    ...given.notDecided.map((one, n) => ({
      text: one.text as Localised,
      words: one.words,
      decides: false,
      instead_id: one.instead ? find('organisations', one.instead, `notDecided.${n}.instead`) : null,
      elsewhere: (one.elsewhere as Localised | undefined) ?? null,
    })),
  ];
}
