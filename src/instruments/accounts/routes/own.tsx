import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, post, type Route, signedIn } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { recordChange } from '../../second-factor/actions.ts';
import { words } from '../messages/index.ts';
import { accountForm, passwordForm } from '../rules.ts';
import { findOwnPerson, listMyOrganisations, savePerson } from '../store.ts';
import { AccountPage, type AccountView } from '../views/account.tsx';
import { withCookies } from './cookies.ts';

export function ownRoutes(house: House): Route[] {
  const { accounts } = house;

  async function viewAccount(page: Page): Promise<AccountView> {
    const person = page.person!;
    const [row, hasPassword, sessions] = await Promise.all([
      page.read(async (tx) => ({
        own: await findOwnPerson(tx),
        organisations: await listMyOrganisations(tx),
      })),
      accounts.hasPassword(person.id),
      accounts.sessions.list(person.id, page.headers),
    ]);
    return { ...row.own, organisations: row.organisations, hasPassword, sessions };
  }

  async function saveAccount(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(accountForm, {
      say: t,
      again: async (form) => <AccountPage page={page} account={await viewAccount(page)} form={form} />,
      act: async (tx, input) => {
        await savePerson(tx, input);
        return { to: '/account', told: t('account.saved') };
      },
    });
  }

  async function changePassword(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(passwordForm, t);
    const person = page.person!;
    const again = async (errors: FormState['errors']) =>
      page.html(
        <AccountPage
          page={page}
          account={await viewAccount(page)}
          passwordForm={{ values: form.values, errors }}
        />,
        422,
      );
    if (!input) return again(form.errors);
    if (await accounts.hasPassword(person.id)) {
      await accounts.limits.count('signIn', `password ${person.id}`);
      if (!(await accounts.checkPassword(person.id, input.current)))
        return again({ current: t('password.current.wrong') });
    } else if (!(await accounts.sessions.isFresh(page.headers)))
      return again({ password: t('password.again') });
    await accounts.setPassword(person.id, input.password);
    await house.database.system((tx) => recordChange(tx, page.city.space, 'password-new'), page.scope);
    const cookies = await accounts.sessions.renew(person.id, page.headers);
    return withCookies(page, cookies).redirect('/account', t('password.saved'));
  }

  async function endSession(page: Page): Promise<Response> {
    if (!(await accounts.sessions.end(page.person!.id, page.param('id')))) throw new NotFound();
    return page.redirect('/account', words(page.locale)('sessions.ended'));
  }

  async function endOthers(page: Page): Promise<Response> {
    await accounts.sessions.endOthers(page.person!.id, page.headers);
    return page.redirect('/account', words(page.locale)('sessions.endedOthers'));
  }

  return [
    get('/account', signedIn, async (page) =>
      page.html(<AccountPage page={page} account={await viewAccount(page)} />),
    ),
    post('/account', signedIn, saveAccount),
    post('/account/password', signedIn, changePassword),
    post('/account/sessions/others/end', signedIn, endOthers),
    post('/account/sessions/:id/end', signedIn, endSession),
  ];
}
