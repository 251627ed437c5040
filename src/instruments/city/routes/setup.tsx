import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../../platform/http/route.ts';
import { locales, readersFirst } from '../../../platform/i18n/locale.ts';
import { domainsOf, foundCity, mergeTexts, openCity } from '../actions.ts';
import { firstAdministratorCode, isFirstAdministratorCode } from '../first-administrator.ts';
import { words } from '../messages/index.ts';
import { founderForm, openingForm } from '../rules.ts';
import { FounderPage, OpeningPage } from '../views/setup.tsx';

const secondStep = '/setup/city';

/** How an empty city gets its first administrator, its name and its languages. */
export function setupRoutes(house: House): Route[] {
  const { accounts } = house;

  /** The way on for those who come too late for the first step; undefined where it is still open. */
  async function elsewhere(page: Page): Promise<Response | undefined> {
    if (page.city.setUp) throw new NotFound();
    if (page.scope.administers) return page.redirect(secondStep);
    if (await firstAdministratorCode(house)) return undefined;
    return page.redirect(`/sign-in?next=${encodeURIComponent(secondStep)}`);
  }

  async function founderPage(page: Page): Promise<Response> {
    return (await elsewhere(page)) ?? page.html(<FounderPage page={page} code={page.query('code')} />);
  }

  async function found(page: Page): Promise<Response> {
    const gone = await elsewhere(page);
    if (gone) return gone;
    const t = words(page.locale);
    const { input, form } = await page.check(founderForm, t);
    if (!input) return page.html(<FounderPage page={page} code="" form={form} />, 422);
    await accounts.limits.count('code', `setup ${page.visitor}`);
    const { space } = page.city;
    if (!isFirstAdministratorCode(house, input.code, space)) {
      const again = { values: form.values, errors: { code: t('setup.code.wrong') } };
      return page.html(<FounderPage page={page} code="" form={again} />, 422);
    }
    const { person, cookies } = await accounts.joinProven(
      input.email,
      input.name,
      'person',
      page.locale,
      page.headers,
    );
    const scope = await accounts.scopeOfPerson(person);
    await house.database.change(scope!, (tx) => foundCity(tx, space), { grant: [space] });
    await accounts.setPassword(person, input.password);
    await accounts.limits.clear('code', `setup ${page.visitor}`);
    for (const cookie of cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    return page.redirect(secondStep);
  }

  async function open(page: Page): Promise<Response> {
    if (page.city.setUp) return page.redirect('/settings');
    const t = words(page.locale);
    const response = await page.submit(openingForm(readersFirst(locales, page.locale)), {
      say: t,
      again: (form) => <OpeningPage page={page} form={form} />,
      act: async (tx, input) => {
        const main = input.locales.includes(page.locale) ? page.locale : input.locales[0]!;
        await openCity(tx, {
          name: mergeTexts({}, input, 'name', locales),
          locales: input.locales,
          default_locale: main,
          sign_up: input.signUp,
          sign_up_domains: domainsOf(input),
        });
        return { to: '/settings', told: t('setup.done') };
      },
    });
    house.city.forget();
    return response;
  }

  return [
    get('/setup', anyone, founderPage),
    post('/setup', anyone, found),
    get(secondStep, administrator, (page) =>
      page.city.setUp ? page.redirect('/settings') : page.html(<OpeningPage page={page} />),
    ),
    post(secondStep, administrator, open),
  ];
}
