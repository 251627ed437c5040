import { z } from 'zod';
import { type BroughtAnswer, bringInRound } from '../../mechanisms/sealed-round/bringing-in.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import type { Tx } from '../../platform/database/database.ts';
import {
  dateRows,
  daysAgo,
  key,
  localised,
  momentOf,
  recordOn,
  written,
} from '../../platform/import/fields.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { listPartners, whoWrote } from '../partnerships/store.ts';
import { indexRound } from '../rounds/store.ts';
import { words } from './messages/index.ts';
import { aims, fits, longest, ownReady, questionsIn, ways } from './rules.ts';
import {
  insertCriterion,
  insertDifference,
  insertOption,
  insertOutcome,
  insertWay,
  insertWeights,
  insertWord,
} from './store.ts';

const recorded = z.enum(recordedHow).optional();
const line = localised(longest.line);
const text = localised(longest.text);

const difference = z
  .strictObject({
    key,
    partnership: key,
    title: localised(120),
    about: text.optional(),
    askedDaysAgo: daysAgo,
    openedDaysAgo: daysAgo,
    answers: z
      .array(z.strictObject({ partner: key, recorded, aim: z.enum(aims), matters: localised(4_000) }))
      .min(2),
    options: z.array(z.strictObject({ by: key, text: line, needs: text.optional() })).min(2),
    criteria: z.array(z.strictObject({ by: key, text: line })).min(1),
    /** For each option, by its place above, how well it does by each criterion: 0 (badly) to 2 (well). */
    weights: z
      .array(
        z.strictObject({
          partner: key,
          fits: z.array(
            z.array(
              z
                .number()
                .int()
                .min(0)
                .max(fits.length - 1),
            ),
          ),
        }),
      )
      .default([]),
    /** The way out that was put to all. */
    way: z
      .strictObject({
        by: key,
        kind: z.enum(ways),
        /** Of one for all, or of a test: the option by its place, from 1. */
        option: z.number().int().min(1).optional(),
        text: text.optional(),
        sign: text.optional(),
        daysAgo,
        reviewInDays: z.number().int().min(1).max(731),
        words: z
          .array(z.strictObject({ partner: key, recorded, yes: z.boolean(), reason: text.optional() }))
          .default([]),
      })
      .optional(),
  })
  .refine(({ openedDaysAgo, askedDaysAgo }) => openedDaysAgo <= askedDaysAgo, {
    message: 'Opened before it was asked',
    path: ['openedDaysAgo'],
  })
  .refine(({ way, options }) => (way?.option ?? 1) <= options.length, {
    message: 'There is no such option',
    path: ['way', 'option'],
  })
  .refine(
    ({ weights, options, criteria }) =>
      weights.every(
        ({ fits }) => fits.length === options.length && fits.every((row) => row.length === criteria.length),
      ),
    { message: 'Needs a row for each option, and a step for each criterion', path: ['weights'] },
  );
type Item = z.output<typeof difference>;

/** Where partners differ, and what they made of it. What people did with one since counts for more. */
export const imported: ImportSection<Item> = {
  name: 'differences',
  item: difference,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    for (const { partner } of item.answers) find('partners', partner, 'answers');
    if (before) return { space, subject: before };
    const t = words(city.defaultLocale);
    const answers: BroughtAnswer[] = [];
    for (const [n, one] of item.answers.entries()) {
      const partner = find('partners', one.partner, 'answers');
      const sealedAt = momentOf(tx, Math.max(item.askedDaysAgo - 1 - n, item.openedDaysAgo + 1));
      answers.push({
        partner,
        content: { aim: String(aims.indexOf(one.aim)), matters: written(one.matters, importing) },
        sealedAt,
        by: await whoWrote(tx, space, partner, one.recorded !== undefined),
        ...(one.recorded && { recorded: { how: one.recorded, on: dayOf(sealedAt, city.timeZone) } }),
      });
    }
    const opened = momentOf(tx, item.openedDaysAgo);
    const partners = (await listPartners(tx, space)).map((partner) => partner.id);
    const asked = {
      space,
      kind: 'open',
      title: written(item.title, importing),
      about: written(item.about, importing),
      questions: questionsIn(t),
      locale: city.defaultLocale,
    };
    const id = await bringInRound(
      tx,
      {
        ...asked,
        opens: 'all',
        element: null,
        ready: ownReady,
        askedAt: momentOf(tx, item.askedDaysAgo),
        openedAt: opened,
        dueAt: opened,
        partners,
      },
      answers,
    );
    await indexRound(tx, id, asked);
    const at = { space, difference: id };
    await insertDifference(tx, at, null);
    await tx.db
      .updateTable('difference')
      .set({ begun_at: momentOf(tx, item.askedDaysAgo) })
      .where('id', '=', id)
      .execute();
    const options = await bringInOptions(tx, at, item, importing);
    if (item.way)
      await bringInWay(
        tx,
        at,
        item.way,
        { options, partners: partners.length, title: asked.title },
        importing,
      );
    return { space, subject: id };
  },
};

type At = { space: string; difference: string };

/** Options, what counts, and how each partner weighs it: a day after all was open. */
async function bringInOptions(tx: Tx, at: At, item: Item, importing: Importing): Promise<string[]> {
  const { find, city } = importing;
  const locale = city.defaultLocale;
  const day = momentOf(tx, Math.max(item.openedDaysAgo - 1, 0));
  const by = async (named: string) => {
    const partner = find('partners', named, 'options');
    return { partner, person: await whoWrote(tx, at.space, partner) };
  };
  const options: string[] = [];
  for (const one of item.options) {
    const who = await by(one.by);
    const said = { text: written(one.text, importing), needs: written(one.needs, importing), locale };
    const option = await insertOption(tx, at, said, who);
    await dateRows(tx, 'difference_option', [option], { at: day, by: who.person });
    options.push(option);
  }
  const criteria: string[] = [];
  for (const one of item.criteria) {
    const who = await by(one.by);
    const criterion = await insertCriterion(tx, at, { text: written(one.text, importing), locale }, who);
    await dateRows(tx, 'difference_criterion', [criterion], { at: day, by: who.person });
    criteria.push(criterion);
  }
  for (const { partner: named, fits: said } of item.weights) {
    const { partner, person } = await by(named);
    const weights = said.flatMap((row, n) =>
      row.map((value, m) => ({ option: options[n]!, criterion: criteria[m]!, fits: value })),
    );
    await insertWeights(tx, at, partner, weights, person);
  }
  return options;
}

async function bringInWay(
  tx: Tx,
  at: At,
  way: NonNullable<Item['way']>,
  known: { options: readonly string[]; partners: number; title: string },
  importing: Importing,
): Promise<void> {
  const { find, city } = importing;
  const locale = city.defaultLocale;
  const proposed = momentOf(tx, way.daysAgo);
  const by = find('partners', way.by, 'way');
  const person = await whoWrote(tx, at.space, by);
  const id = await insertWay(
    tx,
    at,
    {
      number: 1,
      kind: way.kind,
      option: way.option === undefined ? null : (known.options[way.option - 1] ?? null),
      text: written(way.text, importing),
      sign: written(way.sign, importing),
      reviewOn: addDays(dayOf(tx.now, city.timeZone), way.reviewInDays),
      locale,
      shares: [],
    },
    { partner: by, person },
  );
  await dateRows(tx, 'difference_way', [id], { at: proposed, by: person });
  for (const one of way.words) {
    const partner = find('partners', one.partner, 'way');
    const recording = one.recorded && { how: one.recorded, on: dayOf(proposed, city.timeZone) };
    const reason = written(one.reason, importing);
    const word = { way: id, partner, yes: one.yes, reason, locale, recording };
    await insertWord(tx, at.space, word, await whoWrote(tx, at.space, partner, recording !== undefined));
  }
  await tx.db.updateTable('difference_word').set({ at: proposed }).where('way_id', '=', id).execute();
  if (way.words.length < known.partners) return;
  const agree = way.words.filter(({ yes }) => yes).length;
  await insertOutcome(tx, at.space, id, { agree, dissent: way.words.length - agree });
  await tx.db.updateTable('difference_outcome').set({ at: proposed }).where('way_id', '=', id).execute();
  await recordOn(tx, proposed, {
    space: at.space,
    kind: 'difference.settled',
    subject: at.difference,
    content: { way: id, as: way.kind, agree, dissent: way.words.length - agree },
    personal: { title: known.title },
  });
}
