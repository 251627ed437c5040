import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import type { AskedPage, Instrument, Panel } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { isAt, stopOf, stops } from './rules.ts';
import { hasDeclined } from './store.ts';
import { offer } from './views.tsx';

/** What stands above the page of a stop. */
function panel({ city, locale, path, query }: AskedPage): Panel | undefined {
  const stop = stopOf(query.get('tour') ?? '');
  if (!city.sample || !stop || !isAt(stop, path)) return undefined;
  const t = words(locale);
  const n = stops.indexOf(stop) + 1;
  const all = stops.length;
  const end = { href: path, label: t('end') };
  // Who has walked all of it is not offered it again; the sign of that is a change, and so it is pressed.
  const finish = { href: '/tour/decline', label: t('finish'), press: true as const };
  return {
    label: t('title'),
    state: t('at', { n, all }),
    title: t(`${stop}.title`),
    text: t(`${stop}.about`),
    next: n < all ? { href: `/tour/${n + 1}`, label: t('next', { n: n + 1, all }) } : finish,
    others: [...(n > 1 ? [{ href: `/tour/${n - 1}`, label: t('back') }] : []), ...(n < all ? [end] : [])],
  };
}

const offered =
  (ruled: boolean) =>
  async (page: Page, tx: Tx): Promise<ReturnType<typeof offer> | undefined> =>
    page.city.sample && !(await hasDeclined(tx)) ? offer(page, ruled) : undefined;

/** Five stops through the partnership of a sample city. */
export function sampleTour(_house: House): Instrument {
  return {
    name: 'sample-tour',
    personal,
    routes: routes(),
    panel,
    home: { order: 1, place: 'aside', section: offered(true) },
    deskSection: offered(false),
  };
}
