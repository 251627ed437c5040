import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { anyone, get, post, type Route } from '../../platform/http/route.ts';
import { words } from './messages/index.ts';
import { placeFrom, stopOf } from './rules.ts';
import { deleteDeclined, findPlaces, hasDeclined, insertDeclined } from './store.ts';
import { TourPage } from './views.tsx';

/** Nothing of it is there in a city of real people. */
function onlyInASample(page: Page): void {
  if (!page.city.sample) throw new NotFound();
}

async function about(page: Page) {
  onlyInASample(page);
  const view = await page.read(async (tx) => ({
    places: await findPlaces(tx),
    declined: await hasDeclined(tx),
  }));
  return <TourPage page={page} {...view} />;
}

/** Leads to the page of a stop, which then says that it is one. */
async function lead(page: Page): Promise<Response> {
  onlyInASample(page);
  const stop = stopOf(page.param('stop'));
  if (!stop) throw new NotFound();
  const places = await page.read(findPlaces);
  if (!places) return page.redirect('/tour');
  const { href, n } = placeFrom(stop, places);
  return page.redirect(`${href}?tour=${n}`);
}

function choose(declines: boolean) {
  return async (page: Page): Promise<Response> => {
    onlyInASample(page);
    const { person } = page;
    if (!person) return page.redirect('/tour');
    const t = words(page.locale);
    return page.press({
      say: t,
      again: () => about(page),
      act: async (tx) => {
        if (declines) await insertDeclined(tx, page.city.space, person.id);
        else await deleteDeclined(tx, person.id);
        return { to: '/desk', told: t(declines ? 'told.declined' : 'told.returned') };
      },
    });
  };
}

export function routes(): Route[] {
  return [
    get('/tour', anyone, async (page) => page.html(await about(page))),
    get('/tour/:stop', anyone, lead),
    post('/tour/decline', anyone, choose(true)),
    post('/tour/return', anyone, choose(false)),
  ];
}
