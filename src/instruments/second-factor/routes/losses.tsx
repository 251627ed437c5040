import type { House } from '../../../platform/house.ts';
import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { reportLoss, settleLoss } from '../actions.ts';
import { words } from '../messages/index.ts';
import { checkForm, lossForm } from '../rules.ts';
import { countDeciders, findLoss, findOwnLoss, type Loss, listOpenLosses } from '../store/losses.ts';
import { LossesPage, LossPage } from '../views/losses.tsx';
import { LostPage } from '../views/lost.tsx';

const here = '/settings/lost-factors';

/** The second factor is gone, and so are the recovery codes: two administrators decide together. */
export function lossRoutes(house: House): Route[] {
  const { accounts, database } = house;

  async function lost(page: Page, person: string, form?: FormState): Promise<Response> {
    const view = await database.system(async (tx) => ({
      waits: await findOwnLoss(tx, person),
      possible: (await countDeciders(tx, person)) >= 2,
    }));
    return page.html(<LostPage page={page} {...view} {...(form && { form })} />, form ? 422 : 200);
  }

  /** Only after password or address: nobody else may even ask. */
  const whenAsked = (then: (page: Page, person: string) => Promise<Response>) => async (page: Page) => {
    const person = await accounts.findAsked(page.headers);
    return person ? then(page, person) : page.redirect('/sign-in?next=%2Fdesk');
  };

  async function report(page: Page, person: string): Promise<Response> {
    const { input, form } = await page.check(lossForm, words(page.locale));
    if (!input) return lost(page, person, form);
    await accounts.limits.count('mailedLink', `lost ${person}`);
    const scope = await accounts.scopeOfPerson(person);
    await database.system((tx) => reportLoss(tx, page.city.space, input.reach), scope);
    return page.redirect('/sign-in/lost');
  }

  async function load(page: Page): Promise<Loss> {
    const id = page.param('id');
    const found = isId(id) ? await page.read((tx) => findLoss(tx, id)) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  async function settle(page: Page, does: 'check' | 'agree' | 'decline'): Promise<Response> {
    const t = words(page.locale);
    const loss = await load(page);
    const again = async (form: FormState) => <LossPage page={page} loss={await load(page)} form={form} />;
    const act = async (tx: Parameters<typeof settleLoss>[0], how?: string) => {
      await settleLoss(tx, page.city.space, loss.id, { does, ...(how && { how }) });
      return { to: here, told: t(`lost.${does}.told`, { name: loss.name }) };
    };
    if (does !== 'check') return page.press({ say: t, again, act: (tx) => act(tx) });
    return page.submit(checkForm, { say: t, again, act: (tx, { how }) => act(tx, how) });
  }

  return [
    get('/sign-in/lost', anyone, whenAsked(lost)),
    post('/sign-in/lost', anyone, whenAsked(report)),
    get(here, administrator, async (page) =>
      page.html(<LossesPage page={page} losses={await page.read(listOpenLosses)} />),
    ),
    get(`${here}/:id`, administrator, async (page) =>
      page.html(<LossPage page={page} loss={await load(page)} />),
    ),
    post(`${here}/:id/check`, administrator, (page) => settle(page, 'check')),
    post(`${here}/:id/agreement`, administrator, (page) => settle(page, 'agree')),
    post(`${here}/:id/closure`, administrator, (page) => settle(page, 'decline')),
  ];
}
