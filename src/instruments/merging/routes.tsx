import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { get, post, type Route, signedIn } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { loadOther, merge } from './actions.ts';
import { mailMergeLink } from './emails.tsx';
import { words } from './messages/index.ts';
import { askForm, confirmForm } from './rules.ts';
import { listNamedParts } from './store.ts';
import { AskPage, ConfirmPage, RefusedPage } from './views/merging.tsx';

const here = '/account/merging';

export function routes(house: House): Route[] {
  const { accounts, database } = house;
  const sendsMail = house.post.way !== 'none';

  function askPage(page: Page, form?: FormState): Promise<Response> | Response {
    const node = <AskPage page={page} sendsMail={sendsMail} {...(form && { form })} />;
    return page.html(node, form ? 422 : 200);
  }

  /** Counts, answers, and only then looks whether there is such an account. */
  async function ask(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(askForm, t);
    if (!input || !sendsMail) return askPage(page, form);
    const { id, name } = page.person!;
    await accounts.limits.count('mailedLink', `account ${input.email}`);
    await accounts.limits.count('mailedLink', `merge ${id}`);
    house.afterwards.run('mailing a link for merging', () =>
      mailMergeLink(house, { person: { id, name }, email: input.email }),
    );
    return page.redirect(here, t('asked'));
  }

  /** The other account, if the link was made for whoever is signed in, and still counts. */
  async function otherOf(page: Page): Promise<string> {
    const [stays, other, until] = house.links.open('merge', page.param('token')) ?? [];
    if (!other || stays !== page.person!.id) throw new NotFound();
    await page.read(async (tx) => tx.now);
    if (Number(until) < page.now.getTime()) throw new NotFound();
    return other;
  }

  async function confirmPage(page: Page, form?: FormState): Promise<Response> {
    const t = words(page.locale);
    const id = await otherOf(page);
    if (!(await accounts.sessions.isFresh(page.headers))) return askAnew(page);
    try {
      const view = await database.system(
        async (tx) => ({
          other: await loadOther(tx, id),
          parts: await listNamedParts(tx, id),
          asksCode: await accounts.factors.has(tx, id),
        }),
        page.scope,
      );
      const node = <ConfirmPage page={page} token={page.param('token')} {...view} {...(form && { form })} />;
      return page.html(node, form ? 422 : 200);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page.html(<RefusedPage page={page} why={t(error.key as 'mailbox', error.values)} />, 409);
    }
  }

  /** Whoever finds an open browser merges nothing: a link in a mail comes back here after signing in. */
  const askAnew = (page: Page) =>
    page.redirect(`/sign-in?next=${encodeURIComponent(`${here}/${page.param('token')}`)}`);

  async function confirm(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = await otherOf(page);
    if (!(await accounts.sessions.isFresh(page.headers))) return askAnew(page);
    const { input, form } = await page.check(confirmForm, t);
    if (!input) return confirmPage(page, form);
    await accounts.limits.count('code', `factor ${id}`);
    try {
      await database.system(
        (tx) => merge(tx, house, { city: page.city.space, id, code: input.code }),
        page.scope,
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return confirmPage(page, {
        values: {},
        errors: { [error.field]: t(error.key as 'mailbox', error.values) },
      });
    }
    await accounts.limits.clear('code', `factor ${id}`);
    house.live.leave(id);
    return page.redirect('/account', t('merged'));
  }

  return [
    get(here, signedIn, (page) => askPage(page)),
    post(here, signedIn, ask),
    get(`${here}/:token`, signedIn, (page) => confirmPage(page)),
    post(`${here}/:token`, signedIn, confirm),
  ];
}
