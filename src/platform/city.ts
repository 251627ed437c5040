import { sql } from 'kysely';
import type { Database, Tx } from './database/database.ts';
import { type Locale, type Localised, textIn } from './i18n/locale.ts';

/** What a city says otherwise than the guide in one part of it; `base` is what the guide said then. */
export type GuideChange = { element: string; locale: string; part: string; text: string; base: string };

/** The city as every page needs it. */
export type CityView = {
  id: string;
  space: string;
  name: Localised;
  theme: string;
  locales: readonly Locale[];
  defaultLocale: Locale;
  timeZone: string;
  currency: string;
  sizeBand: 'small' | 'medium' | 'large';
  limits: Localised;
  signUp: 'open' | 'invitation' | 'domain';
  signUpDomains: readonly string[];
  /** Days on which the town hall is closed, as YYYY-MM-DD: no working days. */
  closedDays: readonly string[];
  sample: boolean;
  setUp: boolean;
  /** Fingerprint of the logo, where there is one: its address changes with it. */
  logo: string | null;
  /** Its own words in the guide. */
  guide: readonly GuideChange[];
};

/** What a city is called in a language, for mails. */
export function nameOfCity(
  { name, defaultLocale }: Pick<CityView, 'name' | 'defaultLocale'>,
  locale: Locale,
): string {
  return textIn(name, locale, defaultLocale).text;
}

export async function findCity(tx: Tx): Promise<CityView | undefined> {
  const row = await tx.db
    .selectFrom('city')
    .select([
      'id',
      'space_id',
      'name',
      'theme',
      'locales',
      'default_locale',
      'time_zone',
      'currency',
      'size_band',
      'limits',
    ])
    .select(['sign_up', 'sign_up_domains', 'closed_days', 'demo', 'set_up_at'])
    .select(sql<string | null>`left(md5(logo), 8)`.as('logo'))
    .select(
      sql<GuideChange[]>`coalesce((
        select jsonb_agg(jsonb_build_object('element', element, 'locale', locale, 'part', part, 'text', text, 'base', base))
        from (select distinct on (element, locale, part) element, locale, part, text, base from guide_change
          order by element, locale, part, at desc, id desc) latest
        where text is not null), '[]')`.as('guide'),
    )
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    space: row.space_id,
    name: row.name,
    theme: row.theme,
    locales: row.locales,
    defaultLocale: row.default_locale,
    timeZone: row.time_zone,
    currency: row.currency,
    sizeBand: row.size_band,
    limits: row.limits,
    signUp: row.sign_up,
    signUpDomains: row.sign_up_domains,
    closedDays: row.closed_days,
    sample: row.demo === 'loaded',
    setUp: row.set_up_at !== null,
    logo: row.logo,
    guide: row.guide,
  };
}

export async function loadCity(tx: Tx): Promise<CityView> {
  const found = await findCity(tx);
  if (!found) throw new Error('The database has no city yet');
  return found;
}

/** How long another program's change of the settings may stay unseen here. */
const fresh = 5_000;

/** The city, kept for a few seconds: it stands on every page and changes a few times a year. */
export function cityKeeper(database: Database): { get(): Promise<CityView>; forget(): void } {
  let kept: { city: Promise<CityView>; until: number; read: boolean } | undefined;
  return {
    get() {
      const within = database.current();
      const old = !kept || kept.until < Date.now();
      // A reading under way may wait for the one session that this transaction holds: nobody in here waits for
      // it. And what is read in here is not kept: the transaction may have changed the city, and be undone.
      if (within && (old || !kept?.read)) return loadCity(within);
      if (!kept || old) {
        const city = database.system(loadCity);
        const keeping = { city, until: Date.now() + fresh, read: false };
        city.then(
          () => {
            keeping.read = true;
          },
          () => {
            if (kept === keeping) kept = undefined;
          },
        );
        kept = keeping;
      }
      return kept.city;
    },
    forget() {
      kept = undefined;
    },
  };
}
