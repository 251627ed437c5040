import { facts, inline, list, type Part, page, written } from '../../platform/carrying/markdown.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { listPartners } from '../partnerships/store.ts';
import { words } from './messages/index.ts';
import { fieldOf, ratedBy } from './rules.ts';
import {
  type Concerned,
  type Decision,
  listConcerned,
  listDecisions,
  listMissing,
  listRatings,
} from './store.ts';
import { decisionWords, saidBy, spreadWords } from './views/parts.tsx';

/** Who else: how partners see each group, what is done about it, and who is missing. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const groups = await listConcerned(tx, partnership);
  const missing = new Map((await listMissing(tx, partnership)).map((one) => [one.partner, one]));
  const ids = groups.map(({ id }) => id);
  const ratings = Map.groupBy(await listRatings(tx, ids), ({ of }) => of);
  const decisions = Map.groupBy(await listDecisions(tx, ids), ({ of }) => of);
  const asked = (await listPartners(tx, partnership)).flatMap(({ id, name }) => {
    const said = missing.get(id);
    return said
      ? [facts(inline(name), t('missing.said', { n: said.named }), inline(saidBy(reader, said)))]
      : [];
  });
  if (groups.length + asked.length === 0) return [];
  const text = page(
    `# ${t('title')}`,
    ...groups.flatMap((group) =>
      partOn(
        group,
        { ratings: ratings.get(group.id) ?? [], decisions: decisions.get(group.id) ?? [] },
        reader,
      ),
    ),
    asked.length > 0 && `## ${t('missing')}`,
    list(asked),
  );
  return [{ path: 'who-else.md', text }];
};

type Found = { ratings: Awaited<ReturnType<typeof listRatings>>; decisions: readonly Decision[] };

function partOn(group: Concerned, { ratings, decisions }: Found, reader: SheetReader): Part[] {
  const t = words(reader.locale);
  const rated = ratedBy(ratings);
  const field = rated && fieldOf(rated.affected.median, rated.influence.median);
  const [now] = decisions;
  const [partner, day] = [inline(group.partner), reader.day(group.at)];
  return [
    `## ${inline(group.name)}`,
    field
      ? t('one.lead', { field: t(`field.${field}`), about: t(`field.${field}.about`) })
      : t('one.unrated'),
    group.by
      ? t('named.on', { partner, who: inline(group.by), day })
      : facts(sentence(t('named.by', { partner }), reader.locale), day),
    `### ${t('does')}`,
    now ? inline(decisionWords(reader, now)) : t('does.open.long'),
    now && written(now.why),
    rated && `### ${t('ratings')}`,
    rated &&
      t('ratings.all', {
        affected: spreadWords(reader, rated.affected),
        influence: spreadWords(reader, rated.influence),
      }),
    list(
      ratings.map((one) =>
        facts(
          inline(one.partnerName),
          t('rating', { affected: one.affected, influence: one.influence }),
          inline(one.why),
          inline(saidBy(reader, one)),
        ),
      ),
    ),
  ];
}
