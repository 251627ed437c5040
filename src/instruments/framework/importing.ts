import { z } from 'zod';
import { daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPeopleOf } from '../partnerships/store.ts';
import { kinds, longest, type ProvisionFields, sayings, saysSame } from './rules.ts';
import {
  confirmProvision,
  findProvision,
  insertNote,
  insertProvision,
  insertVersion,
  listVersions,
} from './store.ts';

const provision = z.strictObject({
  key,
  kind: z.enum(kinds),
  title: localised(longest.title),
  meaning: localised(longest.meaning),
  /** The law or document behind it. */
  document: localised(longest.document).optional(),
  link: z.url({ protocol: /^https?$/ }).optional(),
  /** From which case on it applies, in words. */
  appliesFrom: localised(longest.appliesFrom).optional(),
  /** From which value on, in the currency of the city: quoted, so that every figure counts. */
  amount: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})(\.\d{2})?$/, 'An amount has figures, and two behind a full stop or none')
    .optional(),
  /** The organisation that answers. */
  office: key.optional(),
  validFrom: z.iso.date(),
  confirmedDaysAgo: daysAgo.default(0),
});

/** What the city has laid down for partnerships. One that has changed in the file becomes a version more. */
export const framework: ImportSection<z.output<typeof provision>> = {
  name: 'framework',
  item: provision,
  async load(tx, given, { city, find, before }) {
    const fields: ProvisionFields = {
      kind: given.kind,
      title: given.title,
      meaning: given.meaning,
      document: given.document ?? {},
      link: given.link ?? '',
      appliesFrom: given.appliesFrom ?? {},
      amount: given.amount ?? null,
      currency: given.amount ? city.currency : null,
      office: given.office ? find('organisations', given.office, 'office') : null,
      validFrom: given.validFrom,
    };
    const confirmed = momentOf(tx, given.confirmedDaysAgo);
    const [last] = before ? await listVersions(tx, before) : [];
    if (before && last) {
      if (saysSame(last, fields)) return { space: city.space, subject: before };
      await insertVersion(tx, { city: city.space, id: before, number: last.number + 1 }, fields);
      await confirmProvision(tx, before, confirmed);
    }
    const id = before ?? (await insertProvision(tx, city.space, fields, confirmed));
    await tx.record({
      space: city.space,
      kind: before ? 'framework.changed' : 'framework.added',
      subject: id,
      audience: 'public',
      content: { title: fields.title },
    });
    return { space: city.space, subject: id };
  },
};

const note = z
  .strictObject({
    key,
    partnership: key,
    provision: key,
    says: z.enum(sayings),
    words: localised(longest.words).optional(),
    /** Who allowed that it differs. */
    allowedBy: localised(longest.by).optional(),
    /** The partner that noted it. */
    by: key,
    daysAgo,
  })
  .refine(
    ({ says, words }) => says === 'as-is' || words !== undefined,
    'What differs, or why not, is said in words',
  );

/** What a partnership noted. What people noted since counts for more. */
export const frameworkNotes: ImportSection<z.output<typeof note>> = {
  name: 'frameworkNotes',
  item: note,
  async load(tx, given, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', given.partnership, 'partnership');
    const by = find('partners', given.by, 'by');
    const subject = find('framework', given.provision, 'provision');
    if (before) return { space, subject: before };
    const [writer] = await listPeopleOf(tx, [by]);
    const held = await findProvision(tx, subject, dayOf(tx.now, city.timeZone));
    const said = {
      space,
      provision: subject,
      version: held!.latest,
      says: given.says,
      words: written(given.words, importing),
      allowedBy: written(given.allowedBy, importing),
      locale: city.defaultLocale,
      partner: by,
    };
    const brought = { person: writer?.id ?? null, at: momentOf(tx, given.daysAgo) };
    const id = await insertNote(tx, said, brought);
    return { space, subject: id };
  },
};
