import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { textOf } from '../../ui/form-state.ts';
import { lockPeople } from '../accounts/store.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import { ownersIn } from '../to-dos/actions.ts';
import { addBenefit, changeBenefit, checkBenefit, loadBenefit, loadForChange, takeBack } from './actions.ts';
import { words } from './messages/index.ts';
import { benefitForm, checkForm, isKind, isState, typedBenefit } from './rules.ts';
import { countBenefits, listBenefits, listChecks, listEarlier, saidBy } from './store.ts';
import { BenefitPage } from './views/benefit.tsx';
import { EditPage } from './views/edit.tsx';
import { BenefitsPage } from './views/list.tsx';
import { NewPage } from './views/new.tsx';

const homeOf = (page: Page) => `/partnerships/${page.param('id')}/benefits`;
const addressOf = (page: Page) => `${homeOf(page)}/${page.param('benefit')}`;

/** The clock that days in forms are read by. */
async function contextOf(page: Page) {
  const now = await page.read(async (tx) => tx.now);
  return { locale: page.locale, today: dayOf(now, page.city.timeZone) };
}

async function list(page: Page): Promise<Response> {
  const state = isState(page.query('state')) ? (page.query('state') as 'open') : undefined;
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { id } = inside.partnership;
    return {
      inside,
      counts: await countBenefits(tx, id),
      benefits: await listBenefits(tx, id, { state, after: page.key('after') }),
    };
  });
  return page.html(<BenefitsPage page={page} state={state} {...read} />);
}

async function newPage(page: Page, state?: FormState) {
  const asked = textOf(state, 'kind') ?? page.query('of');
  const read = await page.read(async (tx) => {
    const inside = await loadForChange(tx, page.param('id'));
    return { inside, owners: await ownersIn(tx, inside) };
  });
  return <NewPage page={page} kind={isKind(asked) ? asked : undefined} state={state} {...read} />;
}

async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadForChange(tx, page.param('id')));
  return page.submit(benefitForm(await contextOf(page)), {
    say: t,
    again: (state) => newPage(page, state),
    act: async (tx, input) => {
      const id = await addBenefit(tx, page.param('id'), input, page.locale);
      return { to: `${homeOf(page)}/${id}`, told: t('added') };
    },
  });
}

async function show(page: Page, state?: FormState) {
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const benefit = await loadBenefit(tx, inside.partnership.id, page.param('benefit'));
    return {
      inside,
      benefit,
      checks: await listChecks(tx, benefit.id),
      earlier: await listEarlier(tx, benefit.id),
    };
  });
  return <BenefitPage page={page} state={state} {...read} />;
}

async function editPage(page: Page, state?: FormState) {
  const read = await page.read(async (tx) => {
    const inside = await loadForChange(tx, page.param('id'));
    const benefit = await loadBenefit(tx, inside.partnership.id, page.param('benefit'));
    return { inside, benefit, owners: await ownersIn(tx, inside) };
  });
  return <EditPage page={page} state={state} {...read} />;
}

async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  const [id, benefit] = [page.param('id'), page.param('benefit')];
  const { checkOn } = await page.read(async (tx) => {
    await loadForChange(tx, id);
    return loadBenefit(tx, id, benefit);
  });
  return page.submit(benefitForm(await contextOf(page), checkOn), {
    say: t,
    again: (state) => editPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, id),
      typed: async (tx) => typedBenefit(saidBy(await loadBenefit(tx, id, benefit)), page.locale),
    },
    act: async (tx, input) => {
      await changeBenefit(tx, id, benefit, input);
      return { to: addressOf(page), told: t('changed') };
    },
  });
}

async function check(page: Page): Promise<Response> {
  const t = words(page.locale);
  const [id, benefit] = [page.param('id'), page.param('benefit')];
  const { unit } = await page.read(async (tx) => {
    await loadForChange(tx, id);
    return loadBenefit(tx, id, benefit);
  });
  return page.submit(checkForm(await contextOf(page), unit), {
    say: t,
    again: (state) => show(page, state),
    act: async (tx, input) => {
      await checkBenefit(tx, id, benefit, input, page.locale);
      return { to: addressOf(page), told: t('check.told') };
    },
  });
}

function taking(removed: boolean) {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => show(page, state),
      act: async (tx) => {
        await takeBack(tx, page.param('id'), page.param('benefit'), removed);
        return { to: addressOf(page), told: t(removed ? 'removed' : 'returned') };
      },
    });
  };
}

const base = '/partnerships/:id/benefits';

export const routes: Route[] = [
  get(base, participants, list),
  post(base, participants, add),
  get(`${base}/new`, participants, async (page) => page.html(await newPage(page))),
  get(`${base}/:benefit`, participants, async (page) => page.html(await show(page))),
  get(`${base}/:benefit/edit`, participants, async (page) => page.html(await editPage(page))),
  post(`${base}/:benefit/edit`, participants, change),
  post(`${base}/:benefit/removal`, participants, taking(true)),
  post(`${base}/:benefit/return`, participants, taking(false)),
  post(`${base}/:benefit/checks`, participants, check),
];
