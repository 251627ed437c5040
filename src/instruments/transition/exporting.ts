import { words as consentWords } from '../../mechanisms/consent/messages/index.ts';
import { type ConsentProposal, listProposals } from '../../mechanisms/consent/store.ts';
import { facts, inline, labelled, list, type Part, page, written } from '../../platform/carrying/markdown.ts';
import type { Tx } from '../../platform/database/database.ts';
import { allParts } from '../../platform/database/part.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartners } from '../partnerships/store.ts';
import { words } from './messages/index.ts';
import { checks, ownKind, type Way } from './rules.ts';
import {
  countInPlace,
  listChecks,
  listMilestones,
  listMovesOf,
  listStepsOf,
  type Milestone,
} from './store.ts';
import { linesInPlace, ownerWords, standingWords } from './views/parts.tsx';

/** What is in place for the work, whether it begins, and the plan with what came of each milestone. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const joined = (await listPartners(tx, partnership)).filter(({ joinedAt }) => joinedAt);
  const said = await listChecks(tx, partnership);
  const proposals = (await listProposals(tx, partnership, ownKind)).filter(
    ({ outcome }) => outcome !== 'withdrawn',
  );
  const milestones = await allParts((after) => listMilestones(tx, partnership, after));
  if (said.length + proposals.length + milestones.length === 0) return [];
  const today = dayOf(tx.now, reader.timeZone);
  const inPlace = linesInPlace(reader, await countInPlace(tx, partnership, { partners: joined, today }));
  const text = page(
    `# ${t('title')}`,
    `## ${t('place')}`,
    list(inPlace.map(({ yes, say }) => `${t(yes ? 'place.yes' : 'place.no')} ${inline(say)}`)),
    said.length > 0 && `## ${t('checks')}`,
    ...joined.flatMap(({ id, name }) => {
      const check = said.find(({ partner }) => partner === id);
      return check ? [`### ${inline(name)}`, ...checkOf(check, reader)] : [];
    }),
    proposals.length > 0 && `## ${t('proposed')}`,
    ...proposals.flatMap((one) => proposalOf(one, reader)),
    milestones.length > 0 && `## ${t('plan')}`,
    ...(await planOf(tx, milestones, { reader, today })),
  );
  return [{ path: 'plan.md', text }];
};

function checkOf(check: Awaited<ReturnType<typeof listChecks>>[number], reader: SheetReader): Part[] {
  const t = words(reader.locale);
  const by = { day: reader.day(check.at), who: inline(check.byName ?? t('somebody')) };
  return [
    list(
      checks.map(
        (one) => `${t(`check.${one}`)}: ${t(check.ticked.includes(one) ? 'check.yes' : 'check.no')}`,
      ),
    ),
    `${t('check.when')} ${t(check.recorded ? 'check.recorded' : 'check.said', by)}`,
  ];
}

function proposalOf(one: ConsentProposal, reader: SheetReader): Part[] {
  const t = words(reader.locale);
  const shared = consentWords(reader.locale);
  const by = { day: reader.day(one.at), who: inline(one.byName ?? t('somebody')) };
  const became = one.closedAt && shared('decided.agreed', { day: reader.day(one.closedAt) });
  return [
    `### ${t(`way.${one.choice as Way}`)}`,
    sentence(facts(shared('proposed.by', by), became), reader.locale),
    written(one.text),
    labelled(t('more'), one.more),
  ];
}

async function planOf(
  tx: Tx,
  milestones: readonly Milestone[],
  { reader, today }: { reader: SheetReader; today: string },
): Promise<Part[]> {
  const t = words(reader.locale);
  const { day } = reader;
  const ids = milestones.map(({ id }) => id);
  const steps = Map.groupBy(await listStepsOf(tx, ids), ({ of }) => of);
  const moves = Map.groupBy(await listMovesOf(tx, ids), ({ of }) => of);
  return milestones.flatMap((one) => [
    `### ${inline(one.what)}`,
    labelled(
      t('table.due'),
      one.firstDue ? t('due.moved', { day: day(one.due), was: day(one.firstDue) }) : day(one.due),
    ),
    labelled(t('table.owner'), ownerWords(reader, one)),
    labelled(t('table.known'), one.knownBy),
    labelled(t('table.standing'), standingWords(reader, one, today)),
    written(one.note),
    steps.has(one.id) && `${t('steps')}:`,
    list(
      (steps.get(one.id) ?? []).map((step) =>
        facts(
          inline(step.text),
          inline(ownerWords(reader, step)),
          step.doneAt ? t('step.done', { day: day(step.doneAt) }) : t('by', { day: day(step.due) }),
        ),
      ),
    ),
    moves.has(one.id) && `${t('moves')}:`,
    list(
      (moves.get(one.id) ?? []).map((move) =>
        facts(t('moves.one', { was: day(move.was), due: day(move.due) }), inline(move.reason)),
      ),
    ),
  ]);
}
