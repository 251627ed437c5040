import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { heldIn, loadStatement, loadStatements, loadWriting, writeStatement } from '../actions/statements.ts';
import { words } from '../messages/index.ts';
import { statementForm, typedStatement } from '../rules.ts';
import { StatementPage } from '../views/statement.tsx';
import { StatementsPage } from '../views/statements.tsx';
import { WritePage } from '../views/write.tsx';

const base = '/partnerships/:id/statements';
const idsOf = (page: Page) => [page.param('id'), page.param('partner')] as const;

/** `state` is that of the form for a trial, below. */
export async function statementsPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadStatements(tx, page.param('id')));
  return <StatementsPage page={page} at={at} state={state} />;
}

async function statementPage(page: Page) {
  const at = await page.read((tx) => loadStatement(tx, ...idsOf(page)));
  return <StatementPage page={page} at={at} />;
}

async function writePage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadWriting(tx, ...idsOf(page)));
  return <WritePage page={page} at={at} state={state} />;
}

async function write(page: Page): Promise<Response> {
  const t = words(page.locale);
  const back = `/partnerships/${page.param('id')}/statements`;
  // Who may not write gets no form back to correct.
  await page.read((tx) => loadWriting(tx, ...idsOf(page)));
  return page.submit(statementForm, {
    say: t,
    again: (state) => writePage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedStatement(heldIn(await loadWriting(tx, ...idsOf(page)))),
    },
    act: async (tx, input) => {
      const place = { locale: page.locale, today: dayOf(tx.now, page.city.timeZone) };
      const done = await writeStatement(tx, ...idsOf(page), input, place);
      const edit = `${back}/partners/${page.param('partner')}/edit`;
      return { to: done === 'kept' ? edit : back, told: t(`${done}.told`) };
    },
  });
}

export const statementRoutes: Route[] = [
  get(base, participants, async (page) => page.html(await statementsPage(page))),
  get(`${base}/partners/:partner`, participants, async (page) => page.html(await statementPage(page))),
  get(`${base}/partners/:partner/edit`, participants, async (page) => page.html(await writePage(page))),
  post(`${base}/partners/:partner`, participants, write),
];
