import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { answerToSetAside, askToSetAside, loadObjection } from '../asides.ts';
import { words } from '../messages/index.ts';
import { asideForm, asideWordForm } from '../rules.ts';
import { ObjectionPage } from '../views/objection.tsx';
import { addressOf, ids, placeOf, wantedIn } from './at.ts';

const objectionIn = (page: Page) => [...ids(page), page.param('objection')] as const;
const objectionAt = (page: Page) => `${addressOf(page)}/objections/${page.param('objection')}`;

async function objection(page: Page, state?: FormState) {
  const view = await page.read((tx) =>
    loadObjection(tx, ...objectionIn(page), {
      wanted: wantedIn(page, state),
      after: page.key('after'),
    }),
  );
  return <ObjectionPage page={page} view={view} state={state} />;
}

function askAside(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(asideForm, {
    say: t,
    again: (state) => objection(page, state),
    act: async (tx, { reason }) => {
      await askToSetAside(tx, objectionIn(page), reason, placeOf(page));
      return { to: objectionAt(page), told: t('aside.asked') };
    },
  });
}

function answerAside(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(asideWordForm, {
    say: t,
    again: (state) => objection(page, state),
    act: async (tx, typed) => {
      await answerToSetAside(tx, objectionIn(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('aside.consented') };
    },
  });
}

/** Setting an objection aside. */
export const objections = (base: string): Route[] => [
  get(`${base}/objections/:objection`, participants, async (page) => page.html(await objection(page))),
  post(`${base}/objections/:objection`, participants, askAside),
  post(`${base}/objections/:objection/consent`, participants, answerAside),
];
