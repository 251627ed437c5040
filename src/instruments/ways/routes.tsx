import { findProcess, processes } from '../../mechanisms/decision/processes.ts';
import { findOwnWay, listOwnWays } from '../../mechanisms/decision/store.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import { type FormState, textOf } from '../../ui/form-state.ts';
import { addWay, changeWay, retireWay } from './actions.ts';
import { words } from './messages/index.ts';
import { readWay, typedWay, wayForm } from './rules.ts';
import { WayPage, WaysPage } from './views.tsx';

const home = '/settings/ways';

async function list(page: Page): Promise<Response> {
  const own = await page.read(listOwnWays);
  return page.html(<WaysPage page={page} own={own} house={processes} />);
}

/** The process that a new copy is made of, by the address or the form. */
function baseIn(page: Page, form?: FormState) {
  const base = findProcess(textOf(form, 'from') ?? page.query('from'));
  if (!base) throw new NotFound();
  return base;
}

async function load(page: Page) {
  const id = page.param('id');
  const way = isId(id) ? await page.read((tx) => findOwnWay(tx, id)) : undefined;
  const base = way && findProcess(way.base);
  if (!base) throw new NotFound();
  return { way, base };
}

const newPage = (page: Page, form?: FormState) => (
  <WayPage page={page} base={baseIn(page, form)} form={form} />
);
const editPage = async (page: Page, form?: FormState) => (
  <WayPage page={page} {...(await load(page))} form={form} />
);

async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const base = baseIn(page, { values, errors: {} } as FormState);
  return page.submit(wayForm(base, page.languages), {
    say: t,
    again: (form) => newPage(page, form),
    act: async (tx, input) => {
      await addWay(tx, page.city.space, { base: base.key, ...readWay(base, input, page.languages) });
      return { to: home, told: t('told.added') };
    },
  });
}

async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { way, base } = await load(page);
  return page.submit(wayForm(base, page.languages), {
    say: t,
    again: (form) => editPage(page, form),
    stands: {
      of: ['own_way', way.id],
      typed: async (tx) => typedWay(base, (await findOwnWay(tx, way.id)) ?? way, page.languages),
    },
    act: async (tx, input) => {
      await changeWay(tx, page.city.space, way.id, readWay(base, input, page.languages));
      return { to: home, told: t('told.changed') };
    },
  });
}

const retire = (retired: boolean) => async (page: Page) => {
  const t = words(page.locale);
  const { way } = await load(page);
  return page.press({
    say: t,
    again: (form) => editPage(page, form),
    act: async (tx) => {
      await retireWay(tx, page.city.space, way.id, retired);
      return { to: home, told: t(retired ? 'told.retired' : 'told.returned') };
    },
  });
};

export const routes: Route[] = [
  get(home, administrator, list),
  post(home, administrator, add),
  // Without one that it is made of there is nothing to fill in yet.
  get(`${home}/new`, administrator, async (page) =>
    page.query('from') ? page.html(newPage(page)) : page.redirect(home),
  ),
  get(`${home}/:id/edit`, administrator, async (page) => page.html(await editPage(page))),
  post(`${home}/:id/edit`, administrator, change),
  post(`${home}/:id/retirement`, administrator, retire(true)),
  post(`${home}/:id/return`, administrator, retire(false)),
];
