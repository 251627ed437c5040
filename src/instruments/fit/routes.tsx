import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { addAll, removeOne, returnOne, shown, talkedAbout } from './routes/common.tsx';
import { addOwn, past, rateIt, ratingPage, removeOwn, returnOwn, shownOwn } from './routes/own.tsx';

const base = '/partnerships/:id/fit';

export const routes: Route[] = [
  get(base, participants, async (page) => page.html(await shown(page))),
  post(`${base}/goals`, participants, addAll),
  post(`${base}/goals/:common/removal`, participants, removeOne),
  post(`${base}/goals/:common/return`, participants, returnOne),
  post(`${base}/falls/:fall/talk`, participants, talkedAbout),
  get(`${base}/own`, participants, async (page) => page.html(await shownOwn(page))),
  post(`${base}/own/goals`, participants, addOwn),
  post(`${base}/own/goals/:own/removal`, participants, removeOwn),
  post(`${base}/own/goals/:own/return`, participants, returnOwn),
  get(`${base}/own/rating`, participants, async (page) => page.html(await ratingPage(page))),
  post(`${base}/own/rating`, participants, rateIt),
  get(`${base}/own/ratings/:rating`, participants, past),
];
