import { z } from 'zod';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { doings } from './rules.ts';
import {
  dateConcerned,
  dateMissing,
  insertConcerned,
  insertDecision,
  insertMissing,
  insertRating,
} from './store.ts';

const step = z.number().int().min(1).max(5);

const concerned = z.strictObject({
  key,
  partnership: key,
  daysAgo: z.number().int().min(0),
  name: localised(120),
  /** The first one has named it. */
  ratings: z
    .array(z.strictObject({ partner: key, affected: step, influence: step, why: localised(1000) }))
    .min(1),
  decision: z
    .strictObject({
      does: z.enum(doings),
      why: localised(1000).optional(),
      /** What is to be done about it; wanted unless that is nothing. */
      toDo: key.optional(),
    })
    .refine(
      ({ does, why, toDo }) => (does === 'nothing' ? why : toDo),
      'Needs a to-do, or a reason to do nothing',
    )
    .optional(),
});

/** Who else matters, as partners have rated it. What people did with it since counts for more. */
const groups: ImportSection<z.output<typeof concerned>> = {
  name: 'concerned',
  item: concerned,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const locale = city.defaultLocale;
    const ratings = item.ratings.map(({ partner, why, ...rating }) => ({
      ...rating,
      why: written(why, importing),
      locale,
      by: { partner: find('partners', partner, 'partner'), recorded: false },
    }));
    const toDo = item.decision?.toDo ? find('toDos', item.decision.toDo, 'toDo') : null;
    if (before) return { space, subject: before };
    const name = written(item.name, importing);
    const id = await insertConcerned(tx, space, { name, organisation: null, locale, by: ratings[0]!.by });
    for (const rating of ratings) await insertRating(tx, space, { ...rating, of: id });
    if (item.decision) {
      const why = written(item.decision.why, importing);
      await insertDecision(tx, space, { of: id, does: item.decision.does, why, locale, toDo });
    }
    await dateConcerned(tx, id, momentOf(tx, item.daysAgo));
    return { space, subject: id };
  },
};

const missing = z.strictObject({
  key,
  partner: key,
  partnership: key,
  daysAgo: z.number().int().min(0),
  named: z.number().int().min(0).max(20),
});

/** Which partners have said who is missing, and how many they named. */
const answers: ImportSection<z.output<typeof missing>> = {
  name: 'whoIsMissing',
  item: missing,
  async load(tx, item, { find, before }) {
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.partner, 'partner');
    if (!before) {
      await insertMissing(tx, space, { partner, recorded: false }, item.named);
      await dateMissing(tx, partner, momentOf(tx, item.daysAgo));
    }
    return { space, subject: before ?? partner };
  },
};

export const imported = [groups, answers];
