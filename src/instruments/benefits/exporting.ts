import { facts, inline, labelled, type Part, page } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { type Check, listChecksOf, listWholeBenefits, type WholeBenefit } from './store.ts';
import { checkerWords, valueWords } from './views/parts.tsx';

/** What it should bring: who gains, how that is known, and what was found when somebody looked. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const parts: Part[] = [];
  await allParts(async (after) => {
    const part = await listWholeBenefits(tx, partnership, after);
    const ids = part.shown.map(({ id }) => id);
    const checks = Map.groupBy(await listChecksOf(tx, ids), ({ of }) => of);
    for (const benefit of part.shown) parts.push(...partOn(benefit, checks.get(benefit.id) ?? [], reader));
    return part;
  });
  if (parts.length === 0) return [];
  return [{ path: 'gains.md', text: page(`# ${words(reader.locale)('title')}`, ...parts) }];
};

function partOn(benefit: WholeBenefit, checks: readonly Check[], reader: SheetReader): Part[] {
  const t = words(reader.locale);
  const { unit, baseline, baselineOn, baselineSource, due } = benefit;
  const start = valueWords(reader, baseline, unit);
  const from = baselineOn && t('baseline.as-of', { day: reader.day(baselineOn), source: baselineSource });
  return [
    `## ${inline(benefit.claim)}`,
    facts(benefit.kind !== 'own' && t(`of.${benefit.kind}`), t(`state.${benefit.state}`)),
    labelled(t('fact.who'), benefit.who),
    labelled(t('fact.indicator'), benefit.indicator),
    labelled(t('fact.baseline'), measured([start, from].filter(Boolean).join(', '), benefit.baselineWords)),
    labelled(t('fact.target'), measured(valueWords(reader, benefit.target, unit), benefit.targetWords)),
    due && labelled(t('fact.checkOn'), facts(reader.day(due), checkerWords(reader, benefit))),
    ...checks.flatMap((check) => [
      `### ${t('check.by', { verdict: t(`state.${check.verdict}`), day: reader.day(check.at) })}`,
      sentence(t('check.who', { who: inline(check.writer ?? t('somebody')) }), reader.locale),
      labelled(t('check.measured'), measured(valueWords(reader, check.measured, unit), check.measuredWords)),
      labelled(t('check.evidence'), check.evidence),
      labelled(t('check.learnt'), check.learnt),
      check.againOn && labelled(t('check.again'), reader.day(check.againOn)),
    ]),
  ];
}

/** A number, words, or both. */
const measured = (number: string, said: string) => [number, said].filter(Boolean).join('\n');
