import { z } from 'zod';
import { dateRows, daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { whoWrote } from '../partnerships/store.ts';
import { ends } from './rules.ts';
import { insertElection, insertHolder, insertRelation } from './store.ts';

const words = localised(120);
const inDays = z.number().int().min(1).max(3_650);

const holder = z
  .strictObject({
    /** Somebody who takes part, … */
    person: key.optional(),
    /** … or a role in words. */
    role: words.optional(),
    department: words,
    ends: z.enum(ends).default('open'),
    untilInDays: inDays.optional(),
    successor: key.optional(),
    successorRole: words.optional(),
    /** The role of the partnership to which what they pass on belongs. */
    partOf: key.optional(),
    written: z.boolean().default(false),
  })
  .refine(({ person, role }) => (person === undefined) !== (role === undefined), {
    message: 'Needs either a person or a role',
  })
  .refine(
    ({ ends: end, untilInDays }) => (end === 'term' || end === 'contract') === (untilInDays !== undefined),
    { message: 'A term or a contract ends on a day', path: ['untilInDays'] },
  );

const relation = z
  .strictObject({
    key,
    partnership: key,
    partner: key,
    /** Another partner, … */
    with: key.optional(),
    /** … or an organisation outside. */
    withName: words.optional(),
    daysAgo,
    holders: z.array(holder).default([]),
  })
  .refine((one) => (one.with === undefined) !== (one.withName === undefined), {
    message: 'Needs either "with" or "withName"',
  });

/** Relations, and who holds them. What people did with one since counts for more. */
const relations: ImportSection<z.output<typeof relation>> = {
  name: 'relations',
  item: relation,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.partner, 'partner');
    const other = item.with ? find('partners', item.with, 'with') : null;
    const today = dayOf(tx.now, city.timeZone);
    const holders = item.holders.map((one) => ({
      person_id: one.person ? find('people', one.person, 'holders') : null,
      role_name: written(one.role, importing),
      department: written(one.department, importing),
      ends: one.ends,
      until: one.untilInDays === undefined ? null : addDays(today, one.untilInDays),
      successor_id: one.successor ? find('people', one.successor, 'holders') : null,
      successor_name: written(one.successorRole, importing),
      role_id: one.partOf ? find('roles', one.partOf, 'holders') : null,
      written: one.written,
    }));
    if (before) return { space, subject: before };
    const id = await insertRelation(tx, space, {
      partner_id: partner,
      to_partner: other,
      to_name: written(item.withName, importing),
      locale: city.defaultLocale,
    });
    const said = { at: momentOf(tx, item.daysAgo), by: await whoWrote(tx, space, partner) };
    const held: string[] = [];
    for (const one of holders) held.push(await insertHolder(tx, space, { ...one, relation_id: id }));
    await dateRows(tx, 'relation', [id], said);
    await dateRows(tx, 'relation_holder', held, said);
    return { space, subject: id };
  },
};

const election = z.strictObject({ key, partnership: key, what: words, inDays });

/** Days of elections, by days from the import. */
const elections: ImportSection<z.output<typeof election>> = {
  name: 'electionDays',
  item: election,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    if (before) return { space, subject: before };
    const day = addDays(dayOf(tx.now, city.timeZone), item.inDays);
    const what = written(item.what, importing);
    return { space, subject: await insertElection(tx, space, { day, what, locale: city.defaultLocale }) };
  },
};

export const imported = [relations, elections];
