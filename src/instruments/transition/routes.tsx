import { proposalRoutes } from '../../mechanisms/consent/routes.tsx';
import { askingAll } from '../../mechanisms/sealed-round/asking-all/routes.ts';
import type { House } from '../../platform/house.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { goOrHold, worries } from './actions.ts';
import * as plan from './routes/plan.tsx';
import * as readiness from './routes/readiness.tsx';

const base = '/partnerships/:id/transition';
const milestone = `${base}/plan/:milestone`;

export const routes = (_house: House): Route[] => [
  get(base, participants, async (page) => page.html(await readiness.show(page))),
  get(`${base}/checks`, participants, async (page) => page.html(await readiness.checksPage(page))),
  post(`${base}/checks`, participants, readiness.saveChecks),
  askingAll(worries, readiness.show),
  ...proposalRoutes(goOrHold, readiness.show),

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
