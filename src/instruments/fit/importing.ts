import { z } from 'zod';
import { dateRows, daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { whoWrote } from '../partnerships/store.ts';
import { countSaid, longest, type Mark, mostGoals, sayings } from './rules.ts';
import { insertGoal, insertOwnGoal, insertRating, insertSummary, insertTensions } from './store.ts';

const goal = z.strictObject({ key, partnership: key, daysAgo, by: key, text: localised(longest.goal) });

/** What the partnership wants, as its partners' own goals are held against it. */
const goals: ImportSection<z.output<typeof goal>> = {
  name: 'commonGoals',
  item: goal,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.by, 'by');
    if (before) return { space, subject: before };
    const text = written(item.text, importing);
    const id = await insertGoal(tx, space, { text, block: null, locale: city.defaultLocale });
    const by = await whoWrote(tx, space, partner);
    await dateRows(tx, 'fit_goal', [id], { at: momentOf(tx, item.daysAgo), by });
    return { space, subject: id };
  },
};

const rating = z.strictObject({
  key,
  partnership: key,
  partner: key,
  daysAgo,
  /** Its own goals, and what each has to say of common ones. */
  own: z
    .array(
      z.strictObject({
        goal: localised(longest.goal),
        marks: z.array(
          z
            .strictObject({
              of: key,
              says: z.enum(sayings),
              reason: localised(longest.reason).optional(),
              /** A tension that all partners may read of. */
              shared: z.boolean().default(false),
            })
            .refine(({ says, reason }) => (says === 'tension') === (reason !== undefined), {
              message: 'A tension has a reason, and nothing else has',
              path: ['reason'],
            }),
        ),
      }),
    )
    .min(1)
    .max(mostGoals),
});

/** How a partner's own goals fit. What it said since counts for more. */
const ratings: ImportSection<z.output<typeof rating>> = {
  name: 'goalFits',
  item: rating,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.partner, 'partner');
    const said = item.own.map(({ goal: text, marks: of }) => ({
      text: written(text, importing),
      marks: of.map((one) => ({ ...one, goal: find('commonGoals', one.of, 'own') })),
    }));
    if (before) return { space, subject: before };
    const locale = city.defaultLocale;
    const owns: string[] = [];
    const marks: Mark[] = [];
    for (const { text, marks: of } of said) {
      const own = await insertOwnGoal(tx, partner, { text, locale });
      owns.push(own);
      for (const { goal: common, says, reason, shared } of of)
        marks.push({ own, goal: common, says, reason: written(reason, importing), shared });
    }
    const id = await insertRating(tx, partner, marks, locale);
    const counts = { ...countSaid(marks), partner, rating: id, fell: false };
    const summary = await insertSummary(tx, space, counts);
    const open = marks.filter(({ shared }) => shared);
    await insertTensions(tx, space, { id: summary, partner, locale }, open);
    const at = momentOf(tx, item.daysAgo);
    const when = { at, by: await whoWrote(tx, space, partner) };
    await dateRows(tx, 'fit_own_goal', owns, when);
    await dateRows(tx, 'fit_rating', [id], when);
    await tx.db.updateTable('fit_summary').set({ at }).where('id', '=', summary).execute();
    await tx.db
      .updateTable('fit_tension')
      .set({ at, by_person: when.by })
      .where('summary_id', '=', summary)
      .execute();
    return { space, subject: summary };
  },
};

export const imported = [goals, ratings];
