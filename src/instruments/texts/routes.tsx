import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { put, putPage } from './routes/adopting.tsx';
import { answer, answersPage } from './routes/answers.tsx';
import {
  addOne as addOccasion,
  happened,
  notHappened,
  noticed,
  occasions,
  remove,
  restore,
} from './routes/occasions.tsx';
import {
  addOne,
  editPage,
  history,
  newPage,
  putBack,
  remark,
  section,
  settleRemark,
  takeAway,
  takeRemarkBack,
  write,
} from './routes/sections.tsx';
import { begin, beginPage, compare, frame, framePage, list, sheet, show } from './routes/texts.tsx';

const texts = '/partnerships/:id/texts';
const text = `${texts}/:text`;
const block = `${text}/blocks/:block`;

export const routes: Route[] = [
  get(texts, participants, list),
  get(`${texts}/new`, participants, async (page) => page.html(await beginPage(page))),
  post(texts, participants, begin),
  get(text, participants, show),
  get(`${text}/sheet`, participants, sheet),
  get(`${text}/compare`, participants, compare),
  get(`${text}/frame`, participants, async (page) => page.html(await framePage(page))),
  post(`${text}/frame`, participants, frame),
  get(`${text}/occasions`, participants, async (page) => page.html(await occasions(page))),
  post(`${text}/occasions`, participants, addOccasion),
  post(`${text}/occasions/noticed`, participants, noticed),
  post(`${text}/occasions/:occasion/removal`, participants, remove),
  post(`${text}/occasions/:occasion/return`, participants, restore),
  post(`${text}/occasions/:occasion/happenings`, participants, happened),
  post(`${text}/happenings/:happening/taking-back`, participants, notHappened),
  get(`${text}/answers`, participants, async (page) => page.html(await answersPage(page))),
  post(`${text}/answers`, participants, answer),
  get(`${text}/adoption`, participants, async (page) => page.html(await putPage(page))),
  post(`${text}/adoption`, participants, put),
  get(`${text}/blocks/new`, participants, async (page) => page.html(await newPage(page))),
  post(`${text}/blocks`, participants, addOne),
  get(block, participants, async (page) => page.html(await section(page))),
  get(`${block}/edit`, participants, async (page) => page.html(await editPage(page))),
  post(`${block}/versions`, participants, write),
  get(`${block}/history`, participants, history),
  post(`${block}/comments`, participants, remark),
  post(`${block}/comments/:comment/settlement`, participants, settleRemark),
  post(`${block}/comments/:comment/taking-back`, participants, takeRemarkBack),
  post(`${block}/removal`, participants, takeAway),
  post(`${block}/return`, participants, putBack),
];
