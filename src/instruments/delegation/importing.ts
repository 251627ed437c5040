import { z } from 'zod';
import { insertAdoptions, listAdopting, markAdopted } from '../../mechanisms/adoption/store.ts';
import { holdsBy } from '../../mechanisms/decision/rules.ts';
import { findDecision } from '../../mechanisms/decision/store.ts';
import {
  dateRows,
  daysAgo,
  key,
  localised,
  momentOf,
  recordOn,
  written,
} from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { complaintOf, kinds } from './rules.ts';
import { dateSet, insertDecided, insertRule, insertSet, listRules, setReview } from './store.ts';

const whole = z.number().int().min(1).max(1_000_000_000);

const rule = z
  .strictObject({
    kind: z.enum(kinds),
    area: localised(120),
    /** Of money: in whole units of the city's currency. */
    upTo: whole.optional(),
    /** The role that decides; without one all partners do. */
    role: key.optional(),
  })
  .refine(({ kind, upTo, role }) => (upTo !== undefined) === (kind === 'money' && role !== undefined), {
    message: 'An amount belongs to money and a role, and to nothing else',
    path: ['upTo'],
  });

const delegation = z
  .strictObject({
    key,
    partnership: key,
    /** The decision that adopted it; it is over, and holds. */
    decision: key,
    writtenDaysAgo: daysAgo,
    reviewInDays: z.number().int().min(1).max(3_650),
    rules: z.array(rule).min(1).max(50),
    /** What was decided by one of the rules, counted from 0, by whoever holds its role. */
    decided: z
      .array(
        z.strictObject({
          rule: z.number().int().min(0),
          title: localised(200),
          text: localised(4_000),
          because: localised(4_000),
          amount: whole.optional(),
          daysAgo,
        }),
      )
      .default([]),
  })
  .superRefine(({ rules, decided }, context) => {
    for (const [n, one] of decided.entries()) {
      const by = rules[one.rule];
      if (
        !by?.role ||
        (by.kind === 'money') !== (one.amount !== undefined) ||
        (one.amount ?? 0) > (by.upTo ?? 0)
      )
        context.addIssue({ code: 'custom', message: 'Is not decided by this rule', path: ['decided', n] });
    }
  });

/** Rules that partners adopted, and what was decided by them. What people did since counts for more. */
export const imported: ImportSection<z.output<typeof delegation>> = {
  name: 'delegations',
  item: delegation,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const decision = find('decisions', item.decision, 'decision');
    const roles = item.rules.map(({ role }) => (role ? find('roles', role, 'rules') : null));
    if (before) return { space, subject: before };
    const adopted = await findDecision(tx, space, decision);
    const outcome = adopted?.outcome;
    if (!adopted?.settledAt || !outcome || !holdsBy(outcome))
      throw new Error(`The decision "${item.decision}" does not hold, and adopts nothing`);
    const locale = city.defaultLocale;
    const at = momentOf(tx, item.writtenDaysAgo);
    const id = await insertSet(tx, space, locale);
    await setReview(tx, id, addDays(dayOf(tx.now, city.timeZone), item.reviewInDays));
    const rules: string[] = [];
    for (const [n, one] of item.rules.entries()) {
      const role = roles[n] ?? null;
      const decider = role ? 'role' : 'all';
      const wanted = {
        ...({ kind: one.kind, area: written(one.area, importing), decider } as const),
        upTo: one.upTo ? one.upTo * 100 : null,
      };
      const complaint = complaintOf(await listRules(tx, id), wanted);
      if (complaint) throw new Error(`Rule ${n} of "${item.key}" does not fit: ${complaint}`);
      rules.push(await insertRule(tx, { id, space }, { ...wanted, role, group: null }));
    }
    await dateSet(tx, id, { at, by: adopted.byPerson });
    await insertAdoptions(tx, { space, decision, number: 1 }, [{ kind: 'limits', limits: id }]);
    const adoptions = (await listAdopting(tx, decision)).map((one) => one.id);
    await dateRows(tx, 'adoption', adoptions, { at: adopted.at, by: adopted.byPerson });
    for (const one of adoptions) await markAdopted(tx, one, adopted.settledAt);
    await recordOn(tx, adopted.settledAt, { space, kind: 'delegation.adopted', subject: id });
    const holding = await listRules(tx, id);
    for (const one of item.decided.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
      const rule = holding.find((other) => other.id === rules[one.rule])!;
      const title = written(one.title, importing);
      const decided = await insertDecided(tx, space, {
        ...{ rule: rule.id, title, locale },
        text: written(one.text, importing),
        because: written(one.because, importing),
        amount: one.amount ? one.amount * 100 : null,
      });
      const when = momentOf(tx, one.daysAgo);
      await dateRows(tx, 'delegated_decision', [decided], { at: when, by: rule.holder });
      await recordOn(tx, when, {
        ...{ space, kind: 'delegation.decided', subject: decided, by: rule.holder },
        personal: { title, role: rule.roleTitle },
      });
    }
    return { space, subject: id };
  },
};
