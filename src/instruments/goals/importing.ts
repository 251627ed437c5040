import { z } from 'zod';
import type { Localised } from '../../platform/i18n/locale.ts';
import { key, localised } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { isSdgTarget, strategies } from './rules.ts';
import { insertGoal, updateGoal } from './store.ts';

const item = z.strictObject({
  key,
  title: localised(160),
  target: localised(600),
  plan: localised(160).optional(),
  owner: z.string().optional(),
  dueYear: z.int().min(2000).max(2200).optional(),
  sdg: z
    .array(z.string().refine(isSdgTarget, 'There is no such target: write codes such as 12.3 or 6.a'))
    .default([]),
  strategies: z.array(z.enum(strategies)).default([]),
});

export const goals: ImportSection<z.output<typeof item>> = {
  name: 'goals',
  item,
  async load(tx, given, { city, find, before }) {
    const fields = {
      title: given.title as Localised,
      target: given.target as Localised,
      plan: (given.plan ?? {}) as Localised,
      owner_id: given.owner ? find('organisations', given.owner, 'owner') : null,
      due_year: given.dueYear ?? null,
      sdg: given.sdg,
      strategies: given.strategies,
    };
    if (before) await updateGoal(tx, before, fields);
    const id = before ?? (await insertGoal(tx, city.space, fields));
    await tx.record({
      space: city.space,
      kind: before ? 'goal.changed' : 'goal.added',
      subject: id,
      audience: 'public',
      content: { title: fields.title },
    });
    return { space: city.space, subject: id };
  },
};
