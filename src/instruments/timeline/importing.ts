import { z } from 'zod';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { dayOf, endOfDay } from '../../platform/working-days.ts';
import { insertMoment } from './store.ts';

const moment = z.strictObject({
  key,
  partnership: key,
  daysAgo: z.number().int().min(0).max(3_650),
  text: localised(280),
});

/** What people of a partnership told of it, by days before the import. What they did with it since counts for more. */
export const moments: ImportSection<z.output<typeof moment>> = {
  name: 'moments',
  item: moment,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    if (before) return { space, subject: before };
    const day = dayOf(momentOf(tx, item.daysAgo), city.timeZone);
    const at = item.daysAgo === 0 ? tx.now : endOfDay(day, city.timeZone);
    const fields = { text: written(item.text, importing), day, at, shows: '', file_id: null };
    return { space, subject: await insertMoment(tx, space, fields) };
  },
};
