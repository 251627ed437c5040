import { facts, inline, labelled, list, page, written } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listEndedTerms, listRoles, type Role, type Term } from './store.ts';

/** What each role is for, what it may, who holds it until when, and what was passed on. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const roles = await allParts((after) => listRoles(tx, partnership, after));
  if (roles.length === 0) return [];
  const ended = Map.groupBy(
    await listEndedTerms(
      tx,
      roles.map(({ id }) => id),
    ),
    ({ role }) => role,
  );
  const parts = roles.flatMap((role) => partOn(role, ended.get(role.id) ?? [], reader));
  return [{ path: 'roles.md', text: page(`# ${words(reader.locale)('title')}`, ...parts) }];
};

function partOn(role: Role, before: readonly Term[], reader: SheetReader) {
  const t = words(reader.locale);
  const stage = t(role.stage ? `stage.${role.stage}` : 'stage.all');
  return [
    `## ${inline(role.title)}`,
    holderOf(role, reader),
    written(role.purpose),
    labelled(t('role.domain'), role.domain),
    labelled(t('role.powers'), role.powers),
    labelled(t('role.duties'), role.duties),
    labelled(t('role.skills'), role.skills),
    labelled(t('role.learns'), role.learns),
    labelled(t('role.leadsTo'), role.nextTitle ?? ''),
    facts(`${t('role.stage')}: ${stage}`, `${t('role.term')}: ${t('months', { n: role.months })}`),
    labelled(t('growth'), role.growth ?? ''),
    labelled(t('handOver'), role.handOver ?? ''),
    before.length > 0 && `### ${t('earlier')}`,
    ...before.flatMap((term) => [
      list([facts(nameOf(term.name, reader), span(term.since, term.endedAt!, reader))]),
      labelled(t('handOver.from', { name: nameOf(term.name, reader) }), term.handOver),
    ]),
  ];
}

/** Who holds it since when and until when, or that nobody does. */
function holderOf(role: Role, reader: SheetReader): string {
  const t = words(reader.locale);
  const { holder, since, until } = role;
  if (!holder || !since || !until) return t(role.proposal ? 'vacant.proposed' : 'vacant');
  const name = nameOf(role.holderName, reader);
  return facts(
    role.holderLeft ? t('holder.left', { name, day: reader.day(until) }) : name,
    span(since, until, reader),
  );
}

const span = (from: string, to: Date | string, { locale, day }: SheetReader) =>
  words(locale)('fromTo', { from: day(from), to: day(to) });

const nameOf = (name: string | null, { locale }: SheetReader) =>
  name ? inline(name) : sentence(words(locale)('somebody'), locale);
