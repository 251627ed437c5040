import { proposalRoutes } from '../../mechanisms/consent/routes.tsx';
import { askingAll } from '../../mechanisms/sealed-round/asking-all/routes.ts';
import type { House } from '../../platform/house.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { lastRound, theEnd } from './actions.ts';
import * as ending from './routes/ending.tsx';
import * as items from './routes/items.tsx';

const base = '/partnerships/:id/moving-on';
const item = `${base}/items/:item`;

export const routes = (_house: House): Route[] => [
  get(base, participants, async (page) => page.html(await ending.show(page))),
  ...proposalRoutes(theEnd, ending.show),
  askingAll(lastRound, ending.show),
  post(`${base}/text`, participants, ending.putDown),
  get(`${base}/thanks`, participants, async (page) => page.html(await ending.thanksPage(page))),
  post(`${base}/thanks`, participants, ending.thank),
  get(`${base}/ending`, participants, async (page) => page.html(await ending.endingPage(page))),
  post(`${base}/ending`, participants, ending.end),

  get(`${base}/items`, participants, async (page) => page.html(await items.show(page))),
  post(`${base}/items`, participants, items.add),
  post(`${base}/items/to-dos`, participants, items.listToDos),
  get(item, participants, async (page) => page.html(await items.one(page))),
  post(item, participants, items.change),
  post(`${item}/yes`, participants, items.yes),
  post(`${item}/words`, participants, items.word),
  post(`${item}/removal`, participants, items.removal(true)),
  post(`${item}/return`, participants, items.removal(false)),
];
