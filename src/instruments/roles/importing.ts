import { z } from 'zod';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { endOfTerm, stages } from './rules.ts';
import { insertRole, insertTerm } from './store.ts';

const text = localised(2_000);

const role = z
  .strictObject({
    key,
    partnership: key,
    title: localised(120),
    purpose: text,
    domain: text.optional(),
    powers: text.optional(),
    duties: text.optional(),
    skills: text.optional(),
    learns: text.optional(),
    stage: z.enum(stages).optional(),
    /** For how many months somebody holds it. */
    months: z.number().int().min(1).max(60),
    writtenDaysAgo: z.number().int().min(0).max(3_650),
    /** The person who holds it; without one it is waiting for somebody. */
    holder: key.optional(),
    heldSinceDaysAgo: z.number().int().min(0).max(3_650).optional(),
    /** What its holder passes on. */
    handOver: text.optional(),
  })
  .refine(({ holder, heldSinceDaysAgo }) => (holder === undefined) === (heldSinceDaysAgo === undefined), {
    message: 'A holder has held it since some days ago: both, or neither',
    path: ['heldSinceDaysAgo'],
  });

/** Roles, and who holds them: all had said yes. What people did with one since counts for more. */
export const imported: ImportSection<z.output<typeof role>> = {
  name: 'roles',
  item: role,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const person = item.holder ? find('people', item.holder, 'holder') : undefined;
    if (before) return { space, subject: before };
    const { months, stage = '' } = item;
    const id = await insertRole(tx, space, {
      title: written(item.title, importing),
      purpose: written(item.purpose, importing),
      domain: written(item.domain, importing),
      powers: written(item.powers, importing),
      duties: written(item.duties, importing),
      skills: written(item.skills, importing),
      learns: written(item.learns, importing),
      next: null,
      stage,
      months,
    });
    const at = momentOf(tx, item.writtenDaysAgo);
    await tx.db.updateTable('role').set({ created_at: at }).where('id', '=', id).execute();
    if (person) {
      const since = addDays(dayOf(tx.now, city.timeZone), -item.heldSinceDaysAgo!);
      const until = endOfTerm(since, months);
      await insertTerm(tx, { partnership: space, role: id, person, since, until });
      if (item.handOver)
        await tx.db
          .updateTable('role_term')
          .set({ hand_over: written(item.handOver, importing), hand_over_at: momentOf(tx, 10) })
          .where('role_id', '=', id)
          .execute();
    }
    return { space, subject: id };
  },
};
