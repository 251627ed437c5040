import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { get, holderOfLink, known, post, type Route } from '../../platform/http/route.ts';
import type { Scope } from '../../platform/scope.ts';
import type { FormState } from '../../ui/form-state.ts';
import { type Choice, choose, findEnding, setEnding } from './actions.ts';
import { type Ending, openEnding } from './links.ts';
import { words } from './messages/index.ts';
import { choiceForm } from './rules.ts';
import { findChoices } from './store.ts';
import { EndingPage, ToldPage } from './views.tsx';

/** What a mail program sends that unsubscribes by itself (RFC 8058). */
const oneClick = 'List-Unsubscribe';

export function routes(house: House): Route[] {
  async function choices(page: Page, form?: FormState) {
    const found = await page.read(findChoices);
    return <ToldPage page={page} choices={found} {...(form && { form })} />;
  }

  async function save(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(choiceForm, {
      say: t,
      again: (form) => choices(page, form),
      act: async (tx, choice) => {
        await choose(tx, page.city.space, choice as Choice);
        return { to: '/told', told: t('saved') };
      },
    });
  }

  /** Whose mails a link ends. The link opens nothing else of theirs. */
  async function holder(page: Page): Promise<{ ending: Ending; scope: Scope }> {
    const ending = openEnding(house, page.param('token'));
    const scope = ending && (await house.accounts.scopeOfPerson(ending.person));
    if (!scope) throw new NotFound();
    return { ending, scope };
  }

  async function ending(page: Page): Promise<Response> {
    const held = await holder(page);
    const now = await page.read((tx) => findEnding(tx, held.ending), held.scope);
    return page.html(
      <EndingPage
        page={page}
        token={page.param('token')}
        all={!held.ending.partnership}
        now={now}
        was={page.query('was')}
      />,
    );
  }

  async function end(page: Page): Promise<Response> {
    const t = words(page.locale);
    const held = await holder(page);
    const { values } = await page.submitted();
    const back = typeof values.back === 'string' ? values.back : undefined;
    if (values[oneClick] === 'One-Click') {
      await house.database.change(held.scope, (tx) => setEnding(tx, page.city.space, held.ending, undefined));
      return page.body('', { 'Content-Type': 'text/plain; charset=utf-8' });
    }
    const path = `/told/links/${page.param('token')}`;
    return page.press({
      say: t,
      as: held.scope,
      again: () => {
        throw new NotFound(); // nothing can be wrong with a button
      },
      act: async (tx) => {
        const { before } = await setEnding(tx, page.city.space, held.ending, back);
        if (back !== undefined) return { to: path, told: t('undone') };
        return { to: `${path}?was=${encodeURIComponent(before)}` };
      },
    });
  }

  return [
    get('/told', known, async (page) => page.html(await choices(page))),
    post('/told', known, save),
    get('/told/links/:token', holderOfLink, ending),
    post('/told/links/:token', holderOfLink, end, { elsewhere: true }),
  ];
}
