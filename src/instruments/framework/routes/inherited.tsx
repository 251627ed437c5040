import { listDocumentsOfKind } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { mayNote } from '../access.ts';
import { beginFramework } from '../actions/text.ts';
import { loadInherited, loadRead, note, noteRest, takeBack } from '../actions.ts';
import { words } from '../messages/index.ts';
import { noteForm, ownKind, restForm, typedNote } from '../rules.ts';
import { InheritedPage } from '../views/inherited.tsx';
import { ReadPage } from '../views/read.tsx';

const placeOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });

async function inherited(page: Page, form?: FormState) {
  const id = page.param('id');
  const view = await page.read(async (tx) => ({
    at: await loadInherited(tx, id, { ...placeOf(page), after: page.key('after') }),
    texts: await listDocumentsOfKind(tx, id, ownKind),
  }));
  return <InheritedPage page={page} form={form} {...view} />;
}

async function one(page: Page, form?: FormState) {
  const { id, provision } = addressOf(page);
  const at = await page.read((tx) => loadRead(tx, id, provision, page.city.timeZone));
  return <ReadPage page={page} at={at} form={form} />;
}

const addressOf = (page: Page) => ({ id: page.param('id'), provision: page.param('provision') });

function noteAll(page: Page): Promise<Response> {
  const t = words(page.locale);
  const id = page.param('id');
  return page.submit(restForm, {
    say: t,
    again: (form) => inherited(page, form),
    act: async (tx, { read }) => {
      const n = await noteRest(tx, id, read, placeOf(page));
      return { to: `/partnerships/${id}/framework`, told: t('rest.told', { n }) };
    },
  });
}

async function noteOne(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { id, provision } = addressOf(page);
  // Who may not note gets no form back to correct.
  await page.read(async (tx) => {
    const { inside } = await loadRead(tx, id, provision, page.city.timeZone);
    if (!mayNote(inside)) throw new Forbidden('those who contribute');
  });
  return page.submit(noteForm, {
    say: t,
    again: (form) => one(page, form),
    stands: {
      of: (tx) => lockPeople(tx, id),
      typed: async (tx) => typedNote((await loadRead(tx, id, provision, page.city.timeZone)).note),
    },
    act: async (tx, said) => {
      await note(tx, id, provision, said, placeOf(page));
      return { to: `/partnerships/${id}/framework`, told: t('noted.told') };
    },
  });
}

function takeOneBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { id, provision } = addressOf(page);
  return page.press({
    say: t,
    again: (form) => one(page, form),
    act: async (tx) => {
      const was = await takeBack(tx, id, provision, placeOf(page));
      const told = was === 'gone' ? 'noted.seen.told' : 'noted.back.told';
      return { to: `/partnerships/${id}/framework`, told: t(told) };
    },
  });
}

function begin(page: Page): Promise<Response> {
  const t = words(page.locale);
  const id = page.param('id');
  return page.press({
    say: t,
    again: (form) => inherited(page, form),
    act: async (tx) => {
      const place = { ...placeOf(page), fallback: page.city.defaultLocale, say: t };
      const text = await beginFramework(tx, id, place);
      return { to: `/partnerships/${id}/texts/${text}`, told: t('text.told') };
    },
  });
}

const base = '/partnerships/:id/framework';

export const inheritedRoutes: Route[] = [
  get(base, participants, async (page) => page.html(await inherited(page))),
  post(base, participants, noteAll),
  post(`${base}/text`, participants, begin),
  get(`${base}/:provision`, participants, async (page) => page.html(await one(page))),
  post(`${base}/:provision`, participants, noteOne),
  post(`${base}/:provision/taking-back`, participants, takeOneBack),
];
