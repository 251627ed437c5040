import { sql } from 'kysely';
import { z } from 'zod';
import { textIn } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { listOrganisationsById } from '../directory/store/reading.ts';
import { addParts, indexPartners, indexPartnership, insertSpaces } from './store.ts';

const partnership = z.strictObject({
  key,
  name: localised(120),
  purpose: localised(2_000),
  place: localised(200).optional(),
  begunDaysAgo: daysAgo,
  /** People who look after all of it. */
  facilitators: z.array(key).min(1, 'Somebody has to facilitate'),
});

const partner = z.strictObject({
  key,
  partnership: key,
  organisation: key,
  /** Without people it does not sign in: what it says is written down by a facilitator. */
  lead: key.optional(),
  deputy: key.optional(),
});

/** Partnerships that have begun. Nobody is told. */
export const partnerships: ImportSection<z.output<typeof partnership>> = {
  name: 'partnerships',
  item: partnership,
  async load(tx, item, importing) {
    const { city, find, before, demo } = importing;
    const id = before ?? newId();
    const words = {
      name: written(item.name, importing),
      purpose: written(item.purpose, importing),
      place: written(item.place, importing),
    };
    if (before) await tx.db.updateTable('partnership').set(words).where('id', '=', id).execute();
    else {
      await insertSpaces(tx, 'partnership', [id]);
      await tx.db.updateTable('space').set({ demo }).where('id', '=', id).execute();
      await tx.db
        .insertInto('partnership')
        .values({
          id,
          space_id: id,
          audience_id: null,
          ...words,
          locale: city.defaultLocale,
          request_id: null,
          begun_at: momentOf(tx, item.begunDaysAgo),
          ended_at: null,
        })
        .execute();
    }
    await indexPartnership(tx, id, words);
    await addParts(
      tx,
      item.facilitators.map((one) => ({
        space: id,
        person: find('people', one, 'facilitators'),
        role: 'facilitator',
      })),
    );
    await tx.record({ space: id, kind: 'partnership.imported', subject: id });
    return { space: id, subject: id };
  },
};

/** Who is in them, as an organisation of the city. */
export const partners: ImportSection<z.output<typeof partner>> = {
  name: 'partners',
  item: partner,
  async load(tx, item, importing) {
    const { find, before, city, demo } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const [organisation] = await listOrganisationsById(tx, [
      find('organisations', item.organisation, 'organisation'),
    ]);
    const id = before ?? newId();
    const name = textIn(organisation!.name, city.defaultLocale, city.defaultLocale).text;
    if (before) await tx.db.updateTable('partner').set({ name }).where('id', '=', id).execute();
    else {
      await insertSpaces(tx, 'partner', [id]);
      await tx.db.updateTable('space').set({ demo }).where('id', '=', id).execute();
      await tx.db
        .insertInto('partner')
        .values({
          id,
          space_id: space,
          audience_id: null,
          organisation_id: organisation!.id,
          name,
          kind: organisation!.kind,
          joined_at: sql<Date>`(select begun_at from partnership where id = ${space})`,
          left_at: null,
        })
        .execute();
    }
    await indexPartners(tx, [id]);
    for (const role of ['lead', 'deputy'] as const) {
      const named = item[role];
      if (!named) continue;
      const person = find('people', named, role);
      await addParts(tx, [
        { space: id, person, role },
        { space, person, role: 'participant' },
      ]);
    }
    return { space: id, subject: id };
  },
};
