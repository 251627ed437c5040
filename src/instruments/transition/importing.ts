import { z } from 'zod';
import { key, localised, momentOf, recordOn, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { listPartners, listPeopleOf } from '../partnerships/store.ts';
import { outcomes } from './rules.ts';
import { insertMilestone, insertStep } from './store.ts';

const milestone = z.strictObject({
  key,
  partnership: key,
  what: localised(200),
  /** How all will know that it is reached. */
  known: localised(600),
  /** The person who answers for it. */
  owner: key,
  writtenDaysAgo: z.number().int().min(0).max(3_650).default(0),
  dueInDays: z.number().int().min(-365).max(3_650),
  settled: z.strictObject({ as: z.enum(outcomes), daysAgo: z.number().int().min(0).max(365) }).optional(),
  /** To-dos that lead to it. */
  steps: z.array(key).default([]),
});

/** The plan, by days from the import. What people did with it since counts for more. */
export const milestones: ImportSection<z.output<typeof milestone>> = {
  name: 'milestones',
  item: milestone,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const owner = find('people', item.owner, 'owner');
    if (before) return { space, subject: before };
    const partners = (await listPartners(tx, space)).map(({ id }) => id);
    const theirs = (await listPeopleOf(tx, partners)).find(({ id }) => id === owner);
    const id = await insertMilestone(tx, space, {
      what: written(item.what, importing),
      known_by: written(item.known, importing),
      locale: city.defaultLocale,
      owner_partner: theirs?.partner ?? null,
      owner_person: owner,
      due_on: addDays(dayOf(tx.now, city.timeZone), item.dueInDays),
    });
    await tx.db
      .updateTable('milestone')
      .set({ created_at: momentOf(tx, item.writtenDaysAgo) })
      .where('id', '=', id)
      .execute();
    if (item.settled) {
      const { as, daysAgo } = item.settled;
      await tx.db
        .updateTable('milestone')
        .set({
          settled_as: as,
          settled_at: momentOf(tx, daysAgo),
          settled_by: owner,
        })
        .where('id', '=', id)
        .execute();
      const personal = { what: written(item.what, importing) };
      const entry = { space, kind: 'milestone.settled', subject: id, content: { as }, personal };
      await recordOn(tx, momentOf(tx, daysAgo), { ...entry, by: owner });
    }
    return { space, subject: id };
  },
  async connect(tx, item, { find }, subject) {
    const partnership = find('partnerships', item.partnership, 'partnership');
    const there = await tx.db
      .selectFrom('milestone_step')
      .select('to_do_id')
      .where('milestone_id', '=', subject)
      .execute();
    for (const step of item.steps) {
      const toDo = find('toDos', step, 'steps');
      if (!there.some((one) => one.to_do_id === toDo))
        await insertStep(tx, { partnership, id: subject }, toDo);
    }
  },
};
