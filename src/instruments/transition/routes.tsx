import type { House } from '../../platform/house.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import * as plan from './routes/plan.tsx';
import * as readiness from './routes/readiness.tsx';

const base = '/partnerships/:id/transition';
const proposal = `${base}/proposals/:proposal`;
const milestone = `${base}/plan/:milestone`;

export const routes = (_house: House): Route[] => [
  get(base, participants, async (page) => page.html(await readiness.show(page))),
  get(`${base}/checks`, participants, async (page) => page.html(await readiness.checksPage(page))),
  post(`${base}/checks`, participants, readiness.saveChecks),
  post(`${base}/round`, participants, readiness.askAll),
  post(`${base}/proposals`, participants, readiness.proposeIt),
  get(`${proposal}/words`, participants, async (page) => page.html(await readiness.wordPage(page))),
  post(`${proposal}/words`, participants, readiness.sayIt),
  post(`${proposal}/withdrawal`, participants, readiness.takeBack),

  get(`${base}/plan`, participants, async (page) => page.html(await plan.show(page))),
  post(`${base}/plan`, participants, plan.add),
  get(`${base}/plan/sheet`, participants, plan.sheet),
  post(`${base}/plan/text`, participants, plan.putDown),
  get(milestone, participants, async (page) => page.html(await plan.one(page))),
  post(milestone, participants, plan.change),
  post(`${milestone}/date`, participants, plan.move),
  post(`${milestone}/steps`, participants, plan.step),
  post(`${milestone}/outcome`, participants, plan.say),
  post(`${milestone}/reopening`, participants, plan.undo),
];
