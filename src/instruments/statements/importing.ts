import { z } from 'zod';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { dateRows, daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { whoWrote } from '../partnerships/store.ts';
import { longestTrial, wordsIn } from './rules.ts';
import { insertStatement, insertTrial, listVersions } from './store.ts';

const text = localised(4_000).optional();

const statement = z.strictObject({
  key,
  partnership: key,
  partner: key,
  daysAgo,
  /** Told to a facilitator, who wrote it down. */
  recorded: z.enum(recordedHow).optional(),
  capabilities: text,
  experience: text,
  relationships: text,
  expertise: text,
  resources: text,
});

/** What partners say of themselves. What they said since counts for more. */
const statements: ImportSection<z.output<typeof statement>> = {
  name: 'statements',
  item: statement,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.partner, 'partner');
    if (before) return { space, subject: before };
    const at = momentOf(tx, item.daysAgo);
    const { recorded } = item;
    const words = wordsIn({
      capabilities: written(item.capabilities, importing),
      experience: written(item.experience, importing),
      relationships: written(item.relationships, importing),
      expertise: written(item.expertise, importing),
      resources: written(item.resources, importing),
    });
    await insertStatement(tx, space, {
      partner,
      number: 1,
      words,
      locale: city.defaultLocale,
      recording: recorded && { how: recorded, on: dayOf(at, city.timeZone) },
    });
    const [given] = await listVersions(tx, space, partner);
    const by = await whoWrote(tx, space, partner, recorded !== undefined);
    await dateRows(tx, 'statement', [given!.id], { at, by });
    return { space, subject: given!.id };
  },
};

const trial = z.strictObject({
  key,
  partnership: key,
  /** The partner that proposed it. */
  by: key,
  daysAgo,
  what: localised(500),
  who: localised(500),
  untilInDays: z.number().int().min(1).max(longestTrial),
  knownBy: localised(1_000),
});

/** Small projects to try one another out, by days from the import. */
const trials: ImportSection<z.output<typeof trial>> = {
  name: 'trials',
  item: trial,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.by, 'by');
    if (before) return { space, subject: before };
    const id = await insertTrial(tx, space, {
      what: written(item.what, importing),
      who: written(item.who, importing),
      until: addDays(dayOf(tx.now, city.timeZone), item.untilInDays),
      known_by: written(item.knownBy, importing),
      locale: city.defaultLocale,
      document_id: null,
    });
    const by = await whoWrote(tx, space, partner);
    await dateRows(tx, 'trial', [id], { at: momentOf(tx, item.daysAgo), by });
    return { space, subject: id };
  },
};

export const imported = [statements, trials];
