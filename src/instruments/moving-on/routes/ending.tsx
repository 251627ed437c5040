import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { endIt, giveThanks, loadEnding, loadMovingOn, loadThanking, putDownLearnt } from '../actions.ts';
import { words } from '../messages/index.ts';
import { endForm, thanksForm } from '../rules.ts';
import { EndingPage, ThanksPage } from '../views/ending.tsx';
import { MovingOnPage, type View } from '../views/moving-on.tsx';
import { pathOf } from '../views/parts.tsx';

const addressOf = (page: Page) => pathOf(page.param('id'));

export async function show(page: Page, sent?: View['sent']) {
  const at = await page.read((tx) => loadMovingOn(tx, page.param('id')));
  return <MovingOnPage page={page} at={at} sent={sent} />;
}

export function putDown(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => show(page, { form: 'other', state }),
    act: async (tx) => {
      const text = await putDownLearnt(tx, page.param('id'), {
        title: t('learnt.title'),
        locale: page.locale,
      });
      return { to: `/partnerships/${page.param('id')}/texts/${text}`, told: t('text.told') };
    },
  });
}

export async function thanksPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadThanking(tx, page.param('id')));
  return <ThanksPage page={page} at={at} state={state} />;
}

export async function thank(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { to } = await page.read((tx) => loadThanking(tx, page.param('id')));
  const form = thanksForm(to.map(({ id }) => id));
  return page.submit(form, {
    say: t,
    again: (state) => thanksPage(page, state),
    act: async (tx, typed) => {
      const sentences = new Map(to.map(({ id }) => [id, typed[`to-${id}`] ?? '']));
      await giveThanks(tx, page.param('id'), sentences, page.locale);
      return { to: addressOf(page), told: t('thanks.told') };
    },
  });
}

export async function endingPage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadEnding(tx, page.param('id')));
  return <EndingPage page={page} at={at} state={state} />;
}

export async function end(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => loadEnding(tx, page.param('id')));
  return page.submit(endForm, {
    say: t,
    again: (state) => endingPage(page, state),
    act: async (tx, { reason }) => {
      await endIt(tx, page.param('id'), reason, page.locale);
      return { to: `/partnerships/${page.param('id')}`, told: t('end.told') };
    },
  });
}
