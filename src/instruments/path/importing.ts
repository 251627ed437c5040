import { z } from 'zod';
import { elementIds } from '../../guide/elements.ts';
import { newId } from '../../platform/id.ts';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { listPeopleOf } from '../partnerships/store.ts';

const choice = z
  .strictObject({
    key,
    partnership: key,
    element: z.enum(elementIds),
    says: z.enum(['next', 'aside']),
    reason: localised(400).optional(),
    /** The partner that said so. */
    by: key,
    daysAgo: z.number().int().min(0).max(3_650),
  })
  .refine(({ says, reason }) => says !== 'aside' || reason !== undefined, {
    message: 'Needs a reason',
    path: ['reason'],
  });

/** What a partnership has chosen about steps. What people chose since counts for more. */
export const pathChoices: ImportSection<z.output<typeof choice>> = {
  name: 'pathChoices',
  item: choice,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const by = find('partners', item.by, 'by');
    if (before) return { space, subject: before };
    const [person] = await listPeopleOf(tx, [by]);
    const id = newId();
    await tx.db
      .insertInto('path_choice')
      .values({
        id,
        space_id: space,
        audience_id: null,
        element: item.element,
        says: item.says,
        reason: written(item.reason, importing),
        locale: city.defaultLocale,
        by_person: person?.id ?? null,
        at: momentOf(tx, item.daysAgo),
      })
      .execute();
    return { space, subject: id };
  },
};
