import {
  type Block,
  headingOf,
  heldAt,
  loadStanding,
  type Standing,
} from '../../mechanisms/living-document/standing.ts';
import {
  type Document,
  type Edition,
  listDocuments,
  listYesToAgreed,
  type YesToAgreed,
} from '../../mechanisms/living-document/store.ts';
import { facts, inline, list, page, pathOf, written } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { listed } from '../../platform/i18n/names.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, Sheet, SheetReader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listPartnerNames } from './store.ts';

/** Each text with its editions, and who said yes to what. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const names = await listPartnerNames(tx, partnership);
  const sheets: Sheet[] = [];
  for (const document of await allParts((after) => listDocuments(tx, partnership, after))) {
    const standing = await loadStanding(tx, document);
    const yes = await listYesToAgreed(tx, document.id);
    const path = pathOf('texts', sheets.length + 1, document.title);
    sheets.push({ path, text: sheetOf(standing, { yes, names, reader }) });
  }
  return sheets;
};

type Known = { yes: readonly YesToAgreed[]; names: ReadonlyMap<string, string>; reader: SheetReader };

function sheetOf(standing: Standing, known: Known): string {
  const t = words(known.reader.locale);
  const { document, blocks, editions } = standing;
  const open = blocks.filter(({ latest, agreed }) => latest && latest.number !== agreed?.number);
  return page(
    `# ${inline(document.title)}`,
    whenAgain(document, known),
    ...editions.toReversed().flatMap((edition) => editionOf(edition, blocks, known)),
    open.length > 0 && `## ${editions.length > 0 ? t('text.changes') : t('text.draft')}`,
    ...open.flatMap((block) => [
      `### ${heading(block, known)}`,
      written(block.latest!.text) || t('text.leaveOut'),
    ]),
  );
}

function whenAgain({ revisitOn, revisitReason }: Document, { reader }: Known): string | undefined {
  const t = words(reader.locale);
  if (!revisitOn) return undefined;
  return facts(
    `${t('aside.again')}: ${reader.day(revisitOn)}`,
    revisitReason && t('aside.again.earlier', { reason: inline(revisitReason) }),
  );
}

function editionOf(edition: Edition, blocks: readonly Block[], known: Known): string[] {
  const t = words(known.reader.locale);
  const day = known.reader.day(edition.at);
  const held = blocks.flatMap((block) => {
    const version = heldAt(block, edition.at);
    return version ? [{ block, version }] : [];
  });
  return [
    `## ${t(edition.decision ? 'text.edition.decided' : 'text.edition', { n: edition.number, partners: edition.partners, day })}`,
    ...held.flatMap(({ block, version }) => [
      `### ${inline(version.heading) || heading(block, known)}`,
      version.text ? written(version.text) : t('text.leftOut'),
      whoAgreed(block.id, version.number, known),
    ]),
  ];
}

/** Where somebody wrote down the yes of a partner that does not sign in, that is said. */
function whoAgreed(block: string, version: number, { yes, names, reader }: Known): string {
  const t = words(reader.locale);
  const those = yes.filter((one) => one.block === block && one.version === version);
  const called = (partner: string) => inline(names.get(partner) ?? '');
  const own = those
    .filter(({ recorded }) => !recorded)
    .map(({ partner }) => called(partner))
    .sort((a, b) => a.localeCompare(b, reader.locale));
  const recorded = those.filter((one) => one.recorded);
  return list([
    ...(own.length > 0 ? [t('said.yes', { names: listed(own, reader.locale) })] : []),
    ...recorded.map(
      ({ partner, byName }) =>
        `${t('said.yes', { names: called(partner) })} ${sentence(t('said.recorded', { by: inline(byName ?? t('somebody')) }), reader.locale)}`,
    ),
  ]);
}

function heading(block: Block, { reader }: Known): string {
  return inline(headingOf(block)) || words(reader.locale)('untitled');
}
