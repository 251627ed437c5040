import { facts, inline, list, page, written } from '../../platform/carrying/markdown.ts';
import { listed } from '../../platform/i18n/names.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { findPartnership, listFacilitators, listPartners, listPeopleOf } from './store.ts';

/** What a partnership is, and who is in. */
export const exporting: Exporting = async (_house, tx, id, reader) => {
  const t = words(reader.locale);
  const partnership = await findPartnership(tx, id);
  if (!partnership) return [];
  const partners = await listPartners(tx, id);
  const people = Map.groupBy(
    await listPeopleOf(
      tx,
      partners.map((one) => one.id),
    ),
    ({ partner }) => partner,
  );
  const facilitators = (await listFacilitators(tx, id)).map(({ name }) => inline(name));
  const { begunAt, endedAt, place } = partnership;
  const text = page(
    `# ${inline(partnership.name)}`,
    written(partnership.purpose),
    inline(place),
    facts(
      begunAt && t('about.begun', { day: reader.day(begunAt) }),
      facilitators.length > 0 && t('about.facilitators', { names: listed(facilitators, reader.locale) }),
      endedAt && t('ended', { day: reader.day(endedAt) }),
    ),
    `## ${t('who')}`,
    ...partners.flatMap((partner) => [
      `### ${inline(partner.name) || t('nobody')}`,
      t(`kind.${partner.kind}`),
      list(
        (people.get(partner.id) ?? []).map(({ name, role }) =>
          [inline(name), t(`role.${role as 'lead'}`)].filter(Boolean).join(', '),
        ),
      ),
    ]),
  );
  return [{ path: 'overview.md', text }];
};
