import { facts, inline, labelled, list, page, written } from '../../platform/carrying/markdown.ts';
import type { Tx } from '../../platform/database/database.ts';
import { allParts } from '../../platform/database/part.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { type Group, listGroups, listPeople } from './store.ts';

/** Each group with its mandate, the one above it and who is in it; those that have ended last. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const groups = [
    ...(await allParts((after) => listGroups(tx, partnership, false, after))),
    ...(await allParts((after) => listGroups(tx, partnership, true, after))),
  ];
  if (groups.length === 0) return [];
  const people = await peopleByGroup(tx, groups);
  const parts = groups.flatMap((one) => partOn(one, people.get(one.id) ?? [], reader));
  return [{ path: 'groups.md', text: page(`# ${words(reader.locale)('title')}`, ...parts) }];
};

type People = Awaited<ReturnType<typeof listPeople>>;

async function peopleByGroup(tx: Tx, groups: readonly Group[]): Promise<Map<string, People>> {
  const ids = groups.map(({ id }) => id);
  return Map.groupBy(await listPeople(tx, ids), ({ group }) => group);
}

function partOn(one: Group, people: People, { locale, day }: SheetReader) {
  const t = words(locale);
  const lines = people
    .filter(({ part }) => part === 'member')
    .map(({ name, person, partner }) =>
      facts(
        name ? inline(name) : t('somebody'),
        partner && inline(partner),
        ...people
          .filter((link) => link.person === person && link.part !== 'member')
          .map(({ part }) => t(`link.${part as 'lead'}`)),
      ),
    );
  return [
    `## ${inline(one.name)}`,
    facts(
      one.endedAt ? t('ended', { day: day(one.endedAt) }) : t('review.on', { day: day(one.reviewOn) }),
      one.aboveName ? t('above.is', { group: inline(one.aboveName) }) : t('above.all'),
    ),
    written(one.purpose),
    labelled(t('decides'), one.decides),
    list(lines),
  ];
}
