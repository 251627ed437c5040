import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { listSpeakers } from '../../directory/store/staff.ts';
import '../../../mechanisms/request/tables.ts';
import '../../first-contact/store/tables.ts';
import './tables.ts';

/**
 * Where the other side of the request is written to from which a partnership comes: the organisation's own
 * address, or its people's; else the one who asked. Past the guards: who invites does not see it.
 */
export async function findOtherSide(
  tx: Tx,
  partnership: string,
  organisation: string | null,
  fallback: Locale,
): Promise<{ address: string; locale: Locale } | undefined> {
  if (organisation) {
    const own = await tx.db
      .selectFrom('organisation')
      .select('email')
      .where('id', '=', organisation)
      .executeTakeFirst();
    if (own?.email) return { address: own.email, locale: fallback };
    const [speaker] = await listSpeakers(tx, organisation);
    return speaker && { address: speaker.email, locale: speaker.locale };
  }
  const asker = await tx.db
    .selectFrom('partnership as s')
    .innerJoin('request as r', 'r.id', 's.request_id')
    .leftJoin('asker_address as a', 'a.id', 'r.id')
    .leftJoin('person as p', 'p.id', 'r.asker_person')
    .select(['a.address', 'a.locale', 'p.email', 'p.locale as ownLocale'])
    .where('s.id', '=', partnership)
    .executeTakeFirst();
  const address = asker?.address ?? asker?.email;
  return address ? { address, locale: asker?.locale ?? asker?.ownLocale ?? fallback } : undefined;
}
