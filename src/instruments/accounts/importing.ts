import { z } from 'zod';
import { locales, textIn } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { key } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { email, rolesOf } from './rules.ts';

const item = z.strictObject({
  key,
  name: z.partialRecord(z.enum(locales), z.string().min(1)),
  email: email,
  /** The organisation they act for. */
  of: z.string(),
  role: z.enum([...rolesOf.organisation, ...rolesOf.city]),
  mailbox: z.boolean().default(false),
});

/** People of a file: each with a part in an organisation (administrators: in the city as well). */
export const people: ImportSection<z.output<typeof item>> = {
  name: 'people',
  item,
  async load(tx, person, { city, find, before }) {
    const organisation = find('organisations', person.of, 'of');
    const name = textIn(person.name, city.defaultLocale, city.defaultLocale).text;
    const id = before ?? newId();
    const kind = person.mailbox ? ('mailbox' as const) : ('person' as const);
    await tx.db
      .insertInto('person')
      .values({
        id,
        kind,
        name,
        email: person.email,
        locale: city.defaultLocale,
        login_id: null,
        deactivated_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, email: person.email, kind }))
      .execute();
    const parts =
      person.role === 'administrator'
        ? [
            { space: city.space, role: 'administrator' },
            { space: organisation, role: 'member' },
          ]
        : [{ space: organisation, role: person.role }];
    for (const { space, role } of parts) {
      const added = await tx.db
        .insertInto('membership')
        .values({
          id: newId(),
          space_id: space,
          person_id: id,
          organisation_id: null,
          role,
          until: null,
          given_by: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added) await tx.record({ space, kind: 'member.joined', subject: id, content: { role } });
    }
    return { space: organisation, subject: id };
  },
};
