import { termsForm } from '../../mechanisms/adoption/rules.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { type FormState, textOf } from '../../ui/form-state.ts';
import { findPlace, loadAdoptions, loadToChoose, proposeTerms } from './actions.ts';
import { words } from './messages/index.ts';
import { ChoosePage } from './views/choose.tsx';
import { AdoptionsPage } from './views/list.tsx';

const home = '/partnerships/:id/adoptions';

async function list(page: Page): Promise<Response> {
  const read = await page.read((tx) => loadAdoptions(tx, page.param('id')));
  return page.html(<AdoptionsPage page={page} {...read} />);
}

async function choosePage(page: Page, state?: FormState) {
  const wanted = state ? (textOf(state, 'text') ?? '') : page.query('text');
  const read = await page.read((tx) => loadToChoose(tx, page.param('id'), wanted));
  return <ChoosePage page={page} state={state} {...read} />;
}

/** Leads to the decision, where voices are given. */
async function choose(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const text = typeof values.text === 'string' ? values.text : '';
  const { at } = await page.read((tx) => loadToChoose(tx, page.param('id'), text));
  return page.submit(termsForm(at.joined.length), {
    say: t,
    again: (state) => choosePage(page, state),
    act: async (tx, typed) => {
      const where = { locale: page.locale, timeZone: page.city.timeZone };
      const decision = await proposeTerms(tx, page.param('id'), text, typed, where);
      return { to: `/partnerships/${page.param('id')}/decisions/${decision}`, told: t('asked.told') };
    },
  });
}

const leadOn = (house: House) => async (page: Page) => {
  const partnership = page.param('id');
  const path = await page.read((tx) => findPlace(house, tx, partnership, page.param('decision')));
  return page.redirect(`/partnerships/${partnership}/${path}`);
};

export const routes = (house: House): Route[] => [
  get(home, participants, list),
  post(home, participants, choose),
  get(`${home}/new`, participants, async (page) => page.html(await choosePage(page))),
  get(`${home}/:decision`, participants, leadOn(house)),
];
