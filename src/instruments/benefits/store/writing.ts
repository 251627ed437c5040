import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, indexSubject } from '../../../platform/search/index-subject.ts';
import type { CheckInput, Kind, Said } from '../rules.ts';
import { listChecks, type WholeBenefit } from './reading.ts';
import './tables.ts';

const columnsOf = (said: Said) => ({
  claim: said.claim,
  who: said.who,
  indicator: said.indicator,
  unit: said.unit,
  baseline: said.baseline,
  baseline_on: said.baselineOn,
  baseline_source: said.baselineSource,
  baseline_words: said.baselineWords,
  target: said.target,
  target_words: said.targetWords,
  check_on: said.checkOn,
  checker_partner: said.checkerPartner,
  checker_person: said.checkerPerson,
});

/** `at` is only said by an import; the database says it otherwise. */
export async function insertBenefit(
  tx: Tx,
  partnership: string,
  said: Said & { kind: Kind; locale: Locale },
  past?: { by: string | null; at: Date },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('benefit')
    .values({
      id,
      space_id: partnership,
      audience_id: null,
      kind: said.kind,
      locale: said.locale,
      ...columnsOf(said),
      created_by: past ? past.by : (tx.scope.person?.id ?? null),
      ...(past && { created_at: past.at }),
      removed_at: null,
      removed_by: null,
    })
    .execute();
  await indexBenefit(tx, id);
  return id;
}

/** Changes what it says, and keeps what it said. */
export async function updateBenefit(
  tx: Tx,
  partnership: string,
  before: WholeBenefit,
  said: Said,
): Promise<void> {
  await tx.db
    .insertInto('benefit_earlier')
    .values({
      id: newId(),
      space_id: partnership,
      audience_id: null,
      benefit_id: before.id,
      said: JSON.stringify(saidBy(before)),
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
  await tx.db
    .updateTable('benefit')
    .set({ ...columnsOf(said), version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
  await indexBenefit(tx, before.id);
}

export function saidBy(benefit: WholeBenefit): Said {
  const { claim, who, indicator, unit, baseline, baselineOn, baselineSource, baselineWords } = benefit;
  const { target, targetWords, checkOn, checkerPerson, checkerPartner } = benefit;
  return {
    ...{ claim, who, indicator, unit, baseline, baselineOn, baselineSource, baselineWords },
    ...{ target, targetWords, checkOn, checkerPerson, checkerPartner },
  };
}

/** Takes it back, or puts it back. Tells whether that changed anything: of two at once, one does. */
export async function setRemoved(tx: Tx, id: string, removed: boolean): Promise<boolean> {
  const by = tx.scope.person?.id ?? null;
  const { numUpdatedRows } = await tx.db
    .updateTable('benefit')
    .set({ removed_at: removed ? tx.now : null, removed_by: removed ? by : null })
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  await indexBenefit(tx, id);
  return numUpdatedRows > 0n;
}

export async function insertCheck(
  tx: Tx,
  partnership: string,
  benefit: string,
  check: Omit<CheckInput, 'seen' | 'version'> & { locale: Locale },
  past?: { by: string | null; at: Date },
): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('benefit_check')
    .values({
      id,
      space_id: partnership,
      audience_id: null,
      benefit_id: benefit,
      verdict: check.verdict,
      measured: check.measured,
      measured_words: check.measuredWords,
      evidence: check.evidence,
      learnt: check.learnt,
      again_on: check.againOn,
      locale: check.locale,
      by_person: past ? past.by : (tx.scope.person?.id ?? null),
      ...(past && { at: past.at }),
    })
    .execute();
  await indexBenefit(tx, benefit);
  return id;
}

/** Brings the search up to what one says and what was found. One that was taken back is found no more. */
async function indexBenefit(tx: Tx, id: string): Promise<void> {
  const found = await tx.db
    .selectFrom('benefit')
    .select(['space_id as space', 'claim', 'who', 'indicator', 'locale'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!found) return forgetSubjects(tx, [id]);
  const { space, claim, who, indicator, locale } = found;
  const checks = await listChecks(tx, id);
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: 'benefit',
    id,
    texts: [
      { part: 'claim', locale, text: claim, weight: 1 },
      { part: 'who', locale, text: who, weight: 0.4 },
      { part: 'indicator', locale, text: indicator, weight: 0.4 },
      ...checks.map((check) => ({
        part: 'check',
        locale: check.locale,
        text: [check.measuredWords, check.evidence, check.learnt].filter(Boolean).join('\n'),
        weight: 0.4,
      })),
    ],
  });
}

/** What a guest was to check becomes that of the account they have now. */
export async function moveChecks(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await tx.db
    .updateTable('benefit')
    .set({ checker_person: account })
    .where('space_id', '=', partnership)
    .where('checker_person', '=', guest)
    .execute();
}
