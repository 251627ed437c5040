import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { get, post, type Route, signedIn } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { findOwnPerson } from '../../accounts/store.ts';
import { recordChange } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Change, codeForm, sureForm } from '../rules.ts';
import { AppPage } from '../views/app.tsx';
import { CodesPage } from '../views/codes.tsx';
import { FactorsPage } from '../views/factors.tsx';
import { withNewToken } from './new-token.ts';

export const here = '/account/second-factor';

/** What the routes of passkeys share with these. */
export type OwnPages = ReturnType<typeof ownPages>;

export function ownPages(house: House) {
  const { accounts, database } = house;
  const { factors, sessions, passkeys } = accounts;

  async function overview(page: Page, form?: FormState) {
    const person = page.person!.id;
    const [view, fresh, hasPassword] = await Promise.all([
      database.system((tx) => factors.view(tx, person)),
      sessions.isFresh(page.headers),
      accounts.hasPassword(person),
    ]);
    const sure = fresh ? 'fresh' : hasPassword ? 'password' : 'again';
    return (
      <FactorsPage
        page={page}
        factors={view}
        sure={sure}
        passkeys={passkeys.possible}
        {...(form && { form })}
      />
    );
  }

  /** Who has not proven for a while that it is them does so first. */
  const whenSure = (handler: (page: Page) => Promise<Response>) => async (page: Page) =>
    (await sessions.isFresh(page.headers)) ? handler(page) : page.redirect(here);

  return { overview, whenSure };
}

export function ownRoutes(house: House, { overview, whenSure }: OwnPages): Route[] {
  const { accounts, database } = house;
  const { factors, sessions } = accounts;

  async function makeSure(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!.id;
    const { input, form } = await page.check(sureForm, t);
    if (!input) return page.html(await overview(page, form), 422);
    await accounts.limits.count('signIn', `password ${person}`);
    if (!(await accounts.checkPassword(person, input.current))) {
      const errors = { current: t('sure.wrong') };
      return page.html(await overview(page, { values: {}, errors }), 422);
    }
    await accounts.limits.clear('signIn', `password ${person}`);
    await sessions.freshen(page.headers);
    return page.redirect(here);
  }

  async function beginApp(page: Page): Promise<Response> {
    await database.system((tx) => factors.beginApp(tx, page.person!.id));
    return page.redirect(`${here}/app`);
  }

  async function appPage(page: Page, form?: FormState): Promise<Response> {
    const person = page.person!.id;
    const secret = await database.system((tx) => factors.findBegun(tx, person));
    if (!secret) return page.redirect(here);
    const { email } = await page.read(findOwnPerson);
    return page.html(
      <AppPage page={page} secret={secret} account={email ?? page.person!.name} {...(form && { form })} />,
      form ? 422 : 200,
    );
  }

  async function confirmApp(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!.id;
    const { input, form } = await page.check(codeForm, t);
    if (!input) return appPage(page, form);
    await accounts.limits.count('code', `factor ${person}`);
    const done = await database.system(async (tx) => {
      if (!(await factors.confirmApp(tx, person, input.code))) return undefined;
      await recordChange(tx, page.city.space, 'app-on');
      const { recoveryLeft } = await factors.view(tx, person);
      if (recoveryLeft > 0) return {};
      return { shown: await factors.keepForShowing(tx, person, await factors.makeRecoveryCodes(tx, person)) };
    }, page.scope);
    if (!done) return appPage(page, { values: {}, errors: { code: t('code.wrong') } });
    await accounts.limits.clear('code', `factor ${person}`);
    await withNewToken(house, page, done.shown);
    return page.redirect(done.shown ? `${here}/codes` : here, t('app.on.told'));
  }

  /** Something that only a code of the person themself does. */
  async function withCode(page: Page, change: Change, told: 'app.off.told', act: typeof factors.removeApp) {
    const t = words(page.locale);
    const person = page.person!.id;
    const { input, form } = await page.check(codeForm, t);
    if (!input) return page.html(await overview(page, form), 422);
    await accounts.limits.count('code', `factor ${person}`);
    const done = await database.system(async (tx) => {
      if (!(await factors.useCode(tx, person, input.code))) return false;
      await act(tx, person);
      await recordChange(tx, page.city.space, change);
      return true;
    }, page.scope);
    if (!done) return page.html(await overview(page, { values: {}, errors: { code: t('code.wrong') } }), 422);
    await accounts.limits.clear('code', `factor ${person}`);
    await withNewToken(house, page);
    return page.redirect(here, t(told));
  }

  async function newCodes(page: Page): Promise<Response> {
    const person = page.person!.id;
    const shown = await database.system(async (tx) => {
      if (!(await factors.has(tx, person))) return undefined;
      await recordChange(tx, page.city.space, 'codes-new');
      return factors.keepForShowing(tx, person, await factors.makeRecoveryCodes(tx, person));
    }, page.scope);
    if (!shown) return page.redirect(here);
    await withNewToken(house, page, shown);
    return page.redirect(`${here}/codes`);
  }

  async function codesPage(page: Page): Promise<Response> {
    const codes = await database.system((tx) => factors.findShown(tx, page.person!.id, page.headers));
    page.setHeader('Cache-Control', 'private, no-store');
    return codes ? page.html(<CodesPage page={page} codes={codes} />) : page.redirect(here);
  }

  async function codesKept(page: Page): Promise<Response> {
    const forgotten = await database.system((tx) => factors.forgetShown(tx, page.headers));
    for (const cookie of forgotten.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    return page.redirect(here);
  }

  return [
    get(here, signedIn, async (page) => page.html(await overview(page))),
    post(`${here}/sure`, signedIn, makeSure),
    get(`${here}/app`, signedIn, whenSure(appPage)),
    post(`${here}/app`, signedIn, whenSure(beginApp)),
    post(`${here}/app/confirmation`, signedIn, whenSure(confirmApp)),
    post(`${here}/app/removal`, signedIn, (page) =>
      withCode(page, 'app-off', 'app.off.told', (tx, person) => factors.removeApp(tx, person)),
    ),
    get(`${here}/codes`, signedIn, codesPage),
    post(`${here}/codes`, signedIn, whenSure(newCodes)),
    post(`${here}/codes/kept`, signedIn, codesKept),
  ];
}
