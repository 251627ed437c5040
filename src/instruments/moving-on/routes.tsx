import type { House } from '../../platform/house.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import * as ending from './routes/ending.tsx';
import * as items from './routes/items.tsx';

const base = '/partnerships/:id/moving-on';
const proposal = `${base}/proposals/:proposal`;
const item = `${base}/items/:item`;

export const routes = (_house: House): Route[] => [
  get(base, participants, async (page) => page.html(await ending.show(page))),
  post(`${base}/proposals`, participants, ending.proposeIt),
  get(`${proposal}/words`, participants, async (page) => page.html(await ending.wordPage(page))),
  post(`${proposal}/words`, participants, ending.sayIt),
  post(`${proposal}/withdrawal`, participants, ending.takeBack),
  post(`${base}/round`, participants, ending.askAll),
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
