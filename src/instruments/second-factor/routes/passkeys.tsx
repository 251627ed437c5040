import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, post, type Route, signedIn } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { findOwnPerson } from '../../accounts/store.ts';
import { recordChange } from '../actions.ts';
import { words } from '../messages/index.ts';
import { passkeyForm, passkeyNameForm } from '../rules.ts';
import { PasskeyPage } from '../views/passkeys.tsx';
import { withNewToken } from './new-token.ts';
import { here, type OwnPages } from './own.tsx';

export function passkeyRoutes(house: House, { overview, whenSure }: OwnPages): Route[] {
  const { accounts, database } = house;
  const { factors, passkeys } = accounts;

  async function question(page: Page): Promise<Response> {
    const { email } = await page.read(findOwnPerson);
    const { id, name } = page.person!;
    const asked = await database.system((tx) => passkeys.askToAdd(tx, { id, name, address: email ?? name }));
    for (const cookie of asked.cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    return page.json(asked.options);
  }

  async function add(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!.id;
    const { input, form } = await page.check(passkeyForm, t);
    const wrong = async (values: FormState['values'], errors: FormState['errors']) =>
      page.html(await overview(page, { values, errors }), 422);
    if (!input) {
      const { credential, ...errors } = form.errors;
      return wrong(form.values, credential ? { ...errors, '': credential } : errors);
    }
    const done = await database.system(async (tx) => {
      if (!(await passkeys.add(tx, person, page.headers, input))) return undefined;
      await recordChange(tx, page.city.space, 'passkey-on');
      const { recoveryLeft } = await factors.view(tx, person);
      if (recoveryLeft > 0) return {};
      return { shown: await factors.keepForShowing(tx, person, await factors.makeRecoveryCodes(tx, person)) };
    }, page.scope);
    if (!done) return wrong({ name: input.name }, { '': t('passkeys.wrong') });
    await withNewToken(house, page, done.shown);
    return page.redirect(done.shown ? `${here}/codes` : here, t('passkeys.added', { name: input.name }));
  }

  async function load(page: Page) {
    const id = page.param('id');
    const view = await database.system((tx) => factors.view(tx, page.person!.id));
    const found = isId(id) ? view.passkeys.find((one) => one.id === id) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  async function one(page: Page, form?: FormState): Promise<Response> {
    const passkey = await load(page);
    return page.html(<PasskeyPage page={page} passkey={passkey} {...(form && { form })} />, form ? 422 : 200);
  }

  async function rename(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { id } = await load(page);
    const { input, form } = await page.check(passkeyNameForm, t);
    if (!input) return one(page, form);
    await database.system((tx) => passkeys.rename(tx, page.person!.id, id, input.name));
    return page.redirect(here, t('passkeys.renamed'));
  }

  async function remove(page: Page): Promise<Response> {
    const { id, name } = await load(page);
    await database.system(async (tx) => {
      if (!(await passkeys.remove(tx, page.person!.id, id))) throw new NotFound();
      await factors.tidy(tx, page.person!.id);
      await recordChange(tx, page.city.space, 'passkey-off');
    }, page.scope);
    await withNewToken(house, page);
    return page.redirect(here, words(page.locale)('passkeys.removed', { name }));
  }

  return [
    post(`${here}/passkeys`, signedIn, whenSure(add)),
    post(`${here}/passkeys/questions`, signedIn, whenSure(question)),
    get(`${here}/passkeys/:id`, signedIn, (page) => one(page)),
    post(`${here}/passkeys/:id`, signedIn, rename),
    post(`${here}/passkeys/:id/removal`, signedIn, whenSure(remove)),
  ];
}
