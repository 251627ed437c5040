import { renderToString } from 'preact-render-to-string';
import type { House } from '../../../platform/house.ts';
import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { administrator, get, known, post, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { readable } from '../../../platform/personal/copy.ts';
import { withFormerNames } from '../../../platform/personal/former.ts';
import { tellAbout } from '../../../platform/personal/telling.ts';
import { safePath } from '../../accounts/rules.ts';
import { askErasure, findGaps, findHandOver, undoErasure } from '../actions.ts';
import { mailProof } from '../emails.tsx';
import { words } from '../messages/index.ts';
import { erasureForm, sureForm } from '../rules.ts';
import { findErasure, findPerson } from '../store.ts';
import { Everything } from '../views/everything.tsx';
import { MyDataPage, type Sure, TheirErasurePage } from '../views/my-data.tsx';

const here = '/account/data';

const dayOf = (page: Page, at: Date) => page.day(at);

export function ownRoutes(house: House): Route[] {
  const { accounts, database } = house;

  /** Whoever finds an open browser on a table takes nothing with them. */
  async function sureOf(page: Page): Promise<Sure> {
    const { id, kind } = page.person!;
    await page.read(async (tx) => tx.now);
    if (kind !== 'guest') {
      if (await accounts.sessions.isFresh(page.headers)) return { is: 'fresh', proof: '' };
      return { is: (await accounts.hasPassword(id)) ? 'password' : 'again', proof: '' };
    }
    const proof = page.query('proof');
    const [person, until] = (proof && house.links.open('my-data', proof)) || [];
    const counts = person === id && Number(until) > page.now.getTime();
    return counts ? { is: 'fresh', proof } : { is: 'link', proof: '' };
  }

  /** The page, with the proof that came with it. */
  const back = ({ proof }: Sure, path = here) => (proof ? `${path}?proof=${proof}` : path);

  async function own(page: Page, form?: FormState) {
    const sure = await sureOf(page);
    const person = page.person!.id;
    const [needed, erasure] = [
      await findHandOver(house, person),
      await page.read((tx) => findErasure(tx, person)),
    ];
    const view = { needed, erasure, sure, gaps: await findGaps(house, person) };
    return <MyDataPage page={page} {...view} {...(form && { form })} />;
  }

  /** Signing in anew, or the password: then what is delicate is open for a quarter of an hour. */
  async function makeSure(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!;
    if (person.kind === 'guest') throw new NotFound();
    const { input, form } = await page.check(sureForm, t);
    const again = async (errors: FormState['errors']) =>
      page.html(await own(page, { values: { next: form.values.next ?? '' }, errors }), 422);
    if (!input) return again(form.errors);
    await accounts.limits.count('signIn', `password ${person.id}`);
    if (!(await accounts.checkPassword(person.id, input.current))) return again({ current: t('sure.wrong') });
    await accounts.limits.clear('signIn', `password ${person.id}`);
    await accounts.sessions.freshen(page.headers);
    return page.redirect(input.next ? safePath(input.next) : here);
  }

  async function sendProof(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!;
    if (person.kind !== 'guest') throw new NotFound();
    await accounts.limits.count('mailedLink', `data ${person.id}`);
    const sent = await database.system((tx) => mailProof(house, tx, page.city.space), page.scope);
    await house.post.dispatch();
    return page.redirect(here, t(sent ? 'sure.link.sent' : 'sure.link.none'));
  }

  const whenSure = (handler: (page: Page) => Promise<Response>) => async (page: Page) =>
    (await sureOf(page)).is === 'fresh' ? handler(page) : page.redirect(here);

  /** Never kept by a browser or on the way: all that is known of somebody stands in it. */
  function download(page: Page, content: string, type: string, ending: string) {
    return page.body(content, {
      'Content-Type': `${type}; charset=UTF-8`,
      'Content-Disposition': `attachment; filename="my-data.${ending}"`,
      'Cache-Control': 'private, no-store',
    });
  }

  async function asJson(page: Page): Promise<Response> {
    const tables = await tellAbout(house, page.scope, page.locale);
    const made = page.now.toISOString();
    const told = { city: page.frame.city.name, program: 'Samvirke', made, tables };
    return download(page, JSON.stringify(told, null, 2), 'application/json', 'json');
  }

  async function asHtml(page: Page): Promise<Response> {
    const told = await tellAbout(house, page.scope, page.locale);
    const tables = readable(house, told, page.locale);
    const html = `<!doctype html>${renderToString(<Everything page={page} tables={tables} />)}`;
    return download(page, withFormerNames(html, page.locale), 'text/html', 'html');
  }

  async function askOwn(page: Page): Promise<Response> {
    const t = words(page.locale);
    const person = page.person!.id;
    const sure = await sureOf(page);
    const needed = await findHandOver(house, person);
    return page.submit(erasureForm, {
      say: t,
      again: (form) => own(page, form),
      opening: () => ({ grant: [page.city.space] }),
      act: async (tx) => {
        const due = await askErasure(tx, page.city.space, person, needed);
        return { to: back(sure), told: t('erasure.asked', { day: dayOf(page, due) }) };
      },
    });
  }

  async function undoOwn(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (form) => own(page, form),
      opening: () => ({ grant: [page.city.space] }),
      act: async (tx) => {
        await undoErasure(tx, page.city.space, page.person!.id);
        return { to: here, told: t('erasure.undone') };
      },
    });
  }

  async function theirs(page: Page, form?: FormState) {
    const id = page.param('id');
    const found = isId(id)
      ? await page.read(async (tx) => ({
          person: await findPerson(tx, id),
          erasure: await findErasure(tx, id),
        }))
      : undefined;
    if (!found?.person || found.person.into) throw new NotFound();
    const { person, erasure } = found;
    const [needed, gaps] = [await findHandOver(house, id), await findGaps(house, id)];
    const view = { person, erasure, needed, gaps, sure: await sureOf(page) };
    return <TheirErasurePage page={page} {...view} {...(form && { form })} />;
  }

  async function changeTheirs(page: Page, step: 'asked' | 'undone'): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    const path = `/settings/accounts/${id}/erasure`;
    const again = (form: FormState) => theirs(page, form);
    const { act, needed } = { act: step, needed: isId(id) ? await findHandOver(house, id) : [] };
    const done = async (tx: Parameters<typeof undoErasure>[0]) => {
      const person = isId(id) ? await findPerson(tx, id) : undefined;
      if (!person || person.into) throw new NotFound();
      const { name } = person;
      if (act === 'asked') {
        const due = await askErasure(tx, page.city.space, id, needed);
        return { to: path, told: t('erasure.asked.of', { name, day: dayOf(page, due) }) };
      }
      await undoErasure(tx, page.city.space, id);
      return { to: path, told: t('erasure.undone.of', { name }) };
    };
    if (step === 'undone') return page.press({ say: t, again, act: done });
    if ((await sureOf(page)).is !== 'fresh') return page.redirect(path);
    return page.submit(erasureForm, { say: t, again, act: done });
  }

  return [
    get(here, known, async (page) => page.html(await own(page))),
    post(`${here}/sure`, known, makeSure),
    post(`${here}/proof`, known, sendProof),
    get(`${here}/everything.json`, known, whenSure(asJson)),
    get(`${here}/everything.html`, known, whenSure(asHtml)),
    post(`${here}/erasure`, known, whenSure(askOwn)),
    post(`${here}/erasure/undoing`, known, undoOwn),
    get('/settings/accounts/:id/erasure', administrator, async (page) => page.html(await theirs(page))),
    post('/settings/accounts/:id/erasure', administrator, (page) => changeTheirs(page, 'asked')),
    post('/settings/accounts/:id/erasure/undoing', administrator, (page) => changeTheirs(page, 'undone')),
  ];
}
