import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { anyone, get, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { safePath } from '../../accounts/rules.ts';
import { recordChange } from '../actions.ts';
import { words } from '../messages/index.ts';
import { codeForm } from '../rules.ts';
import { AskedPage } from '../views/asked.tsx';

/** Signing in, second half: password or address is proven, and the second factor is asked for. */
export function askedRoutes(house: House): Route[] {
  const { accounts } = house;

  const beginAgain = (page: Page, next: string) => page.redirect(`/sign-in?next=${encodeURIComponent(next)}`);

  async function askedPage(page: Page): Promise<Response> {
    const next = safePath(page.query('next'));
    const person = await accounts.findAsked(page.headers);
    if (!person) return beginAgain(page, next);
    return page.html(await asked(page, person, next));
  }

  async function asked(page: Page, person: string, next: string, form?: FormState) {
    const factors = await house.database.system((tx) => accounts.factors.view(tx, person));
    const passkeys = accounts.passkeys.possible && factors.passkeys.length > 0;
    return (
      <AskedPage page={page} factors={factors} passkeys={passkeys} next={next} {...(form && { form })} />
    );
  }

  async function answer(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(codeForm, t);
    const next = safePath(String(form.values.next ?? ''));
    const person = await accounts.findAsked(page.headers);
    if (!person) return beginAgain(page, next);
    if (!input) return page.html(await asked(page, person, next, form), 422);
    await accounts.limits.count('code', `factor ${person}`);
    await accounts.limits.count('code', `from ${page.visitor}`);
    const admitted = await accounts.answerWithCode(page.headers, input.code);
    if (!admitted) {
      const again = { values: { next }, errors: { code: t('code.wrong') } };
      return page.html(await asked(page, person, next, again), 422);
    }
    await accounts.limits.clear('code', `factor ${person}`);
    await accounts.limits.takeBack('code', `from ${page.visitor}`);
    if (admitted.used === 'recovery') {
      const scope = await accounts.scopeOfPerson(person);
      await house.database.system((tx) => recordChange(tx, page.city.space, 'code-used'), scope);
    }
    for (const cookie of admitted.cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    return page.redirect(next);
  }

  return [get('/sign-in/code', anyone, askedPage), post('/sign-in/code', anyone, answer)];
}
