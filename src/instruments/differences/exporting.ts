import { listAnswersOf, type OpenAnswer } from '../../mechanisms/sealed-round/answers.ts';
import { stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { facts, inline, labelled, list, type Part, page, written } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { listed } from '../../platform/i18n/names.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartnerNames } from '../texts/store.ts';
import { inUse } from './actions.ts';
import { words } from './messages/index.ts';
import { aimOf, countAims, stateAt } from './rules.ts';
import {
  type Criterion,
  type ListedDifference,
  listCriteriaOf,
  listDifferences,
  listOptionsOf,
  listWaysOf,
  type Option,
  type Way,
} from './store.ts';
import { standsWords } from './views/parts.tsx';

/** Each difference: end or means, options, the way out, and who does not go along, with why. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const names = await listPartnerNames(tx, partnership);
  const called = (id: string) => inline(names.get(id) ?? '') || words(reader.locale)('gone');
  const parts: Part[] = [];
  await allParts(async (after) => {
    const part = await listDifferences(tx, partnership, after);
    const ids = part.shown.map(({ id }) => id);
    const open = part.shown.filter((one) => stageOf(one, tx.now) === 'open').map(({ id }) => id);
    const answers = Map.groupBy(await listAnswersOf(tx, open), ({ round }) => round);
    const options = Map.groupBy(await listOptionsOf(tx, ids), ({ of }) => of);
    const criteria = Map.groupBy(await listCriteriaOf(tx, ids), ({ of }) => of);
    const ways = Map.groupBy(await listWaysOf(tx, ids), ({ of }) => of);
    for (const one of part.shown) {
      const found = {
        answers: answers.get(one.id) ?? [],
        options: options.get(one.id) ?? [],
        criteria: inUse(criteria.get(one.id) ?? []),
        ways: ways.get(one.id) ?? [],
      };
      parts.push(...partOn(one, found, { reader, called, now: tx.now }));
    }
    return part;
  });
  if (parts.length === 0) return [];
  return [{ path: 'differences.md', text: page(`# ${words(reader.locale)('title')}`, ...parts) }];
};

type Found = {
  answers: readonly OpenAnswer[];
  options: readonly Option[];
  criteria: readonly Criterion[];
  /** The last one first. */
  ways: readonly Way[];
};
type Known = { reader: SheetReader; called: (partner: string) => string; now: Date };

function partOn(one: ListedDifference, { answers, options, criteria, ways }: Found, known: Known): Part[] {
  const { reader, now } = known;
  const t = words(reader.locale);
  const way = one.reviewOn ? { settledAt: one.settledAt, reviewOn: one.reviewOn } : undefined;
  const state = stateAt(stageOf(one, now), way, dayOf(now, reader.timeZone));
  const named = inUse(options);
  const [last, ...before] = ways;
  return [
    `## ${inline(one.title)}`,
    sentence(standsWords({ ...one, page: reader, state }), reader.locale),
    written(one.about),
    ...saidAlone(answers, known),
    named.length > 0 && `### ${t('options')}`,
    list(
      named.map(({ text, needs }) => facts(inline(text), needs && `${t('needs.reads')} ${inline(needs)}`)),
    ),
    criteria.length > 0 && `### ${t('criteria')}`,
    list(criteria.map(({ text }) => inline(text))),
    last && `### ${t(last.settledAt ? 'outcome' : 'asked')}`,
    ...(last ? wayOf(last, options, known) : []),
    before.length > 0 && `### ${t('ways.before', { n: before.length })}`,
    ...before.flatMap((other) => wayOf(other, options, known)),
  ];
}

function saidAlone(answers: readonly OpenAnswer[], { reader, called }: Known): Part[] {
  if (answers.length === 0) return [];
  const t = words(reader.locale);
  const { end, means } = countAims(answers);
  return [
    `### ${t('alone')}`,
    `${t('alone.counts', { end, means })} ${t(end === 0 ? 'alone.means' : means === 0 ? 'alone.end' : 'alone.both')}`,
    list(
      answers.map(({ partner, content }) => {
        const aim = aimOf(content);
        return facts(called(partner), aim && t(`q.aim.${aim}.short`), inline(content.matters ?? ''));
      }),
    ),
  ];
}

/** Which of the four, how it is meant, and each partner's word to it. */
function wayOf(way: Way, options: readonly Option[], { reader, called }: Known): Part[] {
  const t = words(reader.locale);
  const { day } = reader;
  const textOf = (id: string | null) => inline(options.find((one) => one.id === id)?.text ?? '');
  const yes = way.words
    .filter((one) => one.yes)
    .map(({ partner }) => called(partner))
    .sort((a, b) => a.localeCompare(b, reader.locale));
  const by = { by: inline(way.byName ?? t('somebody')), day: day(way.at) };
  return [
    `**${[t(`way.${way.kind}`), textOf(way.option)].filter(Boolean).join(': ')}**`,
    list(way.shares.map(({ partner, option }) => `${called(partner)}: ${textOf(option)}`)),
    written(way.text),
    labelled(t('way.sign.reads'), way.sign),
    sentence(
      facts(
        t(way.kind === 'test' ? 'way.until' : 'way.review', { day: day(way.firstReview) }),
        t('way.by', by),
      ),
      reader.locale,
    ),
    yes.length > 0 && t('words.yes', { names: listed(yes, reader.locale) }),
    list(
      way.words
        .filter((one) => !one.yes)
        .map((one) => {
          const who = { partner: called(one.partner), by: inline(one.byName ?? t('somebody')) };
          return `${t(one.recordedHow ? `words.no.${one.recordedHow}` : 'words.no', who)}: ${inline(one.reason)}`;
        }),
    ),
    way.looks.length > 0 && `${t('look')}:`,
    list(
      way.looks.map((one) =>
        facts(day(one.at), inline(one.text), t('state.until', { day: day(one.reviewOn) })),
      ),
    ),
  ];
}
