import { z } from 'zod';
import { key, localised, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { insertToDo } from './store.ts';

const toDo = z.strictObject({
  key,
  partnership: key,
  text: localised(280),
  /** The person who does it. */
  owner: key,
  dueInDays: z.number().int().min(-365).max(3_650),
});

/** What is to be done, by days from the import. What people did with it since counts for more. */
export const toDos: ImportSection<z.output<typeof toDo>> = {
  name: 'toDos',
  item: toDo,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const owner = find('people', item.owner, 'owner');
    if (before) return { space, subject: before };
    const parts = await tx.db
      .selectFrom('partner as p')
      .innerJoin('membership as m', 'm.space_id', 'p.id')
      .select('p.id')
      .where('p.space_id', '=', space)
      .where('m.person_id', '=', owner)
      .execute();
    const id = await insertToDo(tx, space, {
      text: written(item.text, importing),
      owner_partner: parts[0]?.id ?? null,
      owner_person: owner,
      due_on: addDays(dayOf(tx.now, city.timeZone), item.dueInDays),
    });
    return { space, subject: id };
  },
};
