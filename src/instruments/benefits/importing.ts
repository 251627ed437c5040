import { z } from 'zod';
import { daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { kinds, verdicts } from './rules.ts';
import { insertBenefit, insertCheck } from './store.ts';

/** In quotation marks, so that no digit gets lost. */
const number = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'A number in quotation marks, such as "12.5"');

const benefit = z.strictObject({
  key,
  partnership: key,
  kind: z.enum(kinds),
  claim: localised(280),
  who: localised(280),
  indicator: localised(500),
  unit: localised(60).optional(),
  baseline: z.strictObject({ number, daysAgo, source: localised(280) }).optional(),
  baselineWords: localised(1_000).optional(),
  target: number.optional(),
  targetWords: localised(1_000).optional(),
  writtenDaysAgo: daysAgo,
  /** Days from the import until it is checked; before it, if negative. */
  checkInDays: z.number().int().min(-3_650).max(3_650),
  /** The person who checks it, and who wrote it down. */
  checker: key,
  checked: z
    .strictObject({
      daysAgo,
      verdict: z.enum(verdicts),
      measured: number.optional(),
      measuredWords: localised(1_000).optional(),
      evidence: localised(1_000),
      learnt: localised(2_000).optional(),
      againInDays: z.number().int().min(1).max(3_650).optional(),
    })
    .optional(),
});

/** What partners expect to gain, and what was found. What people did with it since counts for more. */
export const benefits: ImportSection<z.output<typeof benefit>> = {
  name: 'benefits',
  item: benefit,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const person = find('people', item.checker, 'checker');
    if (before) return { space, subject: before };
    const partner = await tx.db
      .selectFrom('partner as p')
      .innerJoin('membership as m', 'm.space_id', 'p.id')
      .select('p.id')
      .where('p.space_id', '=', space)
      .where('m.person_id', '=', person)
      .executeTakeFirst();
    const locale = city.defaultLocale;
    const today = dayOf(tx.now, city.timeZone);
    const dayAgo = (days: number) => addDays(today, -days);
    const id = await insertBenefit(
      tx,
      space,
      {
        kind: item.kind,
        claim: written(item.claim, importing),
        who: written(item.who, importing),
        indicator: written(item.indicator, importing),
        unit: written(item.unit, importing),
        baseline: item.baseline?.number ?? null,
        baselineOn: item.baseline ? dayAgo(item.baseline.daysAgo) : null,
        baselineSource: written(item.baseline?.source, importing),
        baselineWords: written(item.baselineWords, importing),
        target: item.target ?? null,
        targetWords: written(item.targetWords, importing),
        checkOn: addDays(today, item.checkInDays),
        checkerPerson: person,
        checkerPartner: partner?.id ?? null,
        locale,
      },
      { by: person, at: momentOf(tx, item.writtenDaysAgo) },
    );
    const { checked } = item;
    if (checked)
      await insertCheck(
        tx,
        space,
        id,
        {
          verdict: checked.verdict,
          measured: checked.measured ?? null,
          measuredWords: written(checked.measuredWords, importing),
          evidence: written(checked.evidence, importing),
          learnt: written(checked.learnt, importing),
          againOn: checked.againInDays ? addDays(today, checked.againInDays) : null,
          locale,
        },
        { by: person, at: momentOf(tx, checked.daysAgo) },
      );
    return { space, subject: id };
  },
};
