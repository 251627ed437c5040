import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import { changeStanding } from './actions.ts';
import { words } from './messages/index.ts';
import { findAccount, listAccounts, listOrganisationsOf } from './store.ts';
import { AccountPage, AccountsPage } from './views/accounts.tsx';

const here = '/settings/accounts';
/** Accounts on one page. */
const most = 50;

export function routes(house: House): Route[] {
  async function list(page: Page): Promise<Response> {
    const q = page.query('q').trim().slice(0, 120);
    const after = page.key('after');
    const accounts = await page.read(async (tx) => {
      const last = after ? await findAccount(tx, after) : undefined;
      return listAccounts(tx, { q, after: last && { name: last.name, id: last.id }, most: most + 1 });
    });
    const shown = accounts.slice(0, most);
    const more =
      accounts.length > most ? new URLSearchParams({ ...(q && { q }), after: shown.at(-1)!.id }) : undefined;
    return page.html(<AccountsPage page={page} accounts={shown} q={q} more={more && `${here}?${more}`} />);
  }

  async function load(page: Page, form?: FormState) {
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    const found = await page.read(async (tx) => {
      const account = await findAccount(tx, id);
      return account && { account, organisations: await listOrganisationsOf(tx, id) };
    });
    if (!found) throw new NotFound();
    return <AccountPage page={page} {...found} {...(form && { form })} />;
  }

  async function change(page: Page, standing: 'closed' | 'open'): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    const again = (form: FormState) => load(page, form);
    if (!isId(id)) throw new NotFound();
    const response = await page.press({
      say: t,
      again,
      act: async (tx) => {
        const { name } = await changeStanding(tx, page.city.space, id, standing);
        return { to: `${here}/${id}`, told: t(`told.${standing}`, { name }) };
      },
    });
    if (standing === 'closed' && response.status === 303) house.live.leave(id);
    return response;
  }

  return [
    get(here, administrator, list),
    get(`${here}/:id`, administrator, async (page) => page.html(await load(page))),
    post(`${here}/:id/closure`, administrator, (page) => change(page, 'closed')),
    post(`${here}/:id/return`, administrator, (page) => change(page, 'open')),
  ];
}
