import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { begin, beginPage, list } from './routes/beginning.tsx';
import { look, propose, say, wayPage, wordPage } from './routes/deciding.tsx';
import { showDifference } from './routes/showing.tsx';
import { name, suggest, take, weighIt, weighingPage } from './routes/talking.tsx';

const base = '/partnerships/:id/differences';
const one = `${base}/:difference`;

export const routes: Route[] = [
  get(base, participants, list),
  get(`${base}/new`, participants, async (page) => page.html(await beginPage(page))),
  post(base, participants, begin),
  get(one, participants, async (page) => page.html(await showDifference(page))),
  post(`${one}/options`, participants, suggest),
  post(`${one}/options/:option/removal`, participants, take('option', true)),
  post(`${one}/options/:option/return`, participants, take('option', false)),
  post(`${one}/criteria`, participants, name),
  post(`${one}/criteria/:criterion/removal`, participants, take('criterion', true)),
  post(`${one}/criteria/:criterion/return`, participants, take('criterion', false)),
  get(`${one}/weighing`, participants, async (page) => page.html(await weighingPage(page))),
  post(`${one}/weighing`, participants, weighIt),
  get(`${one}/ways/new`, participants, async (page) => page.html(await wayPage(page))),
  post(`${one}/ways`, participants, propose),
  get(`${one}/word`, participants, wordPage),
  post(`${one}/word`, participants, say),
  post(`${one}/looks`, participants, look),
];
