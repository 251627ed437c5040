import type { Database } from './platform/database/database.ts';
import { type Locale, type Localised, locales } from './platform/i18n/locale.ts';
import { newId } from './platform/id.ts';

/** What a city is before somebody sets it up. */
export const unsettled = {
  name: JSON.stringify({}),
  time_zone: 'Europe/Berlin',
  currency: 'EUR',
  locales: [...locales] as Locale[],
  default_locale: 'en' as Locale,
  theme: 'elvestad',
  logo: null,
  logo_type: null,
  set_up_at: null,
};

/** Puts a city into an empty database, with nothing in it yet. Does nothing where there is one. */
export async function openEmptyCity(
  database: Database,
  { name, setUp }: { name: Localised; setUp: boolean },
): Promise<void> {
  await database.system(async (tx) => {
    const there = await tx.db.selectFrom('city').select('id').executeTakeFirst();
    if (there) return;
    const space = newId();
    await tx.db
      .insertInto('space')
      .values({ id: space, kind: 'city', audience: 'public', audience_id: null, created_by: null })
      .execute();
    await tx.db
      .insertInto('city')
      .values({
        id: newId(),
        space_id: space,
        audience_id: null,
        ...unsettled,
        name: JSON.stringify(name),
        set_up_at: setUp ? tx.now : null,
      })
      .execute();
    await tx.record({ space, kind: 'city.opened', audience: 'public' });
  });
}
