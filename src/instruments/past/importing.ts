import { z } from 'zod';
import { key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { insertAttempt } from './store.ts';

const year = z.number().int().min(1000).max(2999);

const attempt = z
  .strictObject({
    key,
    partnership: key,
    /** The partner that put it down. */
    by: key,
    daysAgo: z.number().int().min(0),
    since: year,
    until: year.optional(),
    what: localised(1000),
    byWhom: localised(300),
    ended: localised(1000),
    remains: localised(1000).optional(),
  })
  .refine(({ since, until }) => until === undefined || until > since, 'Ends after it begins');

/** What was tried before. What people did with it since counts for more. */
export const attempts: ImportSection<z.output<typeof attempt>> = {
  name: 'attempts',
  item: attempt,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const partner = find('partners', item.by, 'by');
    if (before) return { space, subject: before };
    const subject = await insertAttempt(tx, space, {
      since: item.since,
      until: item.until ?? null,
      what: written(item.what, importing),
      by_whom: written(item.byWhom, importing),
      ended: written(item.ended, importing),
      remains: written(item.remains, importing),
      source: '',
      locale: city.defaultLocale,
      partner_id: partner,
      at: momentOf(tx, item.daysAgo),
    });
    return { space, subject };
  },
};
