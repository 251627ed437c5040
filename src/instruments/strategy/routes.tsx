import { setRoutes } from '../../mechanisms/same-questions/routes.tsx';
import { ofText } from '../../mechanisms/same-questions/text.tsx';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { beginSheet, door, loadToCompose } from './actions.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn, sheetForm } from './rules.ts';
import { Opened } from './views/opened.tsx';
import { SheetPage } from './views/sheet.tsx';

async function sheetPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadToCompose(tx, page.param('id'), page.param('round')));
  return <SheetPage page={page} at={at} state={state} />;
}

async function begin(page: Page): Promise<Response> {
  const t = words(page.locale);
  const [id, round] = [page.param('id'), page.param('round')];
  // Who may not gets no form back to correct.
  await page.read((tx) => loadToCompose(tx, id, round));
  return page.submit(sheetForm, {
    say: t,
    again: (state) => sheetPage(page, state),
    act: async (tx, sheet) => {
      const text = await beginSheet(tx, await loadToCompose(tx, id, round), sheet, page.locale);
      return { to: `/partnerships/${id}/texts/${text}`, told: t('form.told') };
    },
  });
}

const base = `/partnerships/:id/${ownKind}/:round/text`;

export const routes = (house: House): Route[] => [
  ...setRoutes(house, {
    ...ofText(ownKind, words),
    partsIn: (locale) => partsIn(words(locale)),
    door,
    Opened,
  }),
  get(base, participants, async (page) => page.html(await sheetPage(page))),
  post(base, participants, begin),
];
