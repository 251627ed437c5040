import { typedWord, wordForm } from '../../../mechanisms/consent/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import {
  giveWord,
  loadHearing,
  loadSaying,
  proposeToAll,
  takeBack as takeBackProposal,
} from '../../transition/actions/consent.ts';
import {
  askLearnt,
  endIt,
  giveThanks,
  loadEnding,
  loadMovingOn,
  loadThanking,
  putDownLearnt,
} from '../actions.ts';
import { words } from '../messages/index.ts';
import { endForm, ownKind, proposalForm, questionsIn, roundForm, thanksForm } from '../rules.ts';
import { EndingPage, ThanksPage } from '../views/ending.tsx';
import { MovingOnPage, type View } from '../views/moving-on.tsx';
import { pathOf } from '../views/parts.tsx';
import { WordPage } from '../views/word.tsx';

const addressOf = (page: Page) => pathOf(page.param('id'));
const placeOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });
const addressIn = (page: Page) => ({
  partnership: page.param('id'),
  kind: ownKind,
  id: page.param('proposal'),
});

export async function show(page: Page, sent?: View['sent']) {
  const at = await page.read((tx) => loadMovingOn(tx, page.param('id')));
  return <MovingOnPage page={page} at={at} sent={sent} />;
}

/** Who only looks on gets no form back to correct. */
async function needContributor(page: Page): Promise<void> {
  const { inside } = await page.read((tx) => loadHearing(tx, page.param('id')));
  if (!inside.contributes) throw new Forbidden('those who contribute');
}

export async function proposeIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  return page.submit(proposalForm, {
    say: t,
    again: (state) => show(page, { form: 'proposal', state }),
    act: async (tx, proposal) => {
      await proposeToAll(tx, { space: page.param('id'), kind: ownKind, locale: page.locale, ...proposal });
      return { to: addressOf(page), told: t('propose.told') };
    },
  });
}

export async function wordPage(page: Page, state?: FormState) {
  const wanted = state ? (textOf(state, 'partner') ?? '') : page.query('partner');
  const read = await page.read((tx) => loadSaying(tx, addressIn(page), wanted));
  return <WordPage page={page} state={state} {...read} />;
}

export async function sayIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  await page.read((tx) => loadSaying(tx, addressIn(page), wanted));
  return page.submit(wordForm, {
    say: t,
    again: (state) => wordPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedWord((await loadSaying(tx, addressIn(page), wanted)).said),
    },
    act: async (tx, word) => {
      const { agreed } = await giveWord(tx, addressIn(page), word, placeOf(page));
      return { to: addressOf(page), told: t(agreed ? 'word.told.agreed' : 'word.told') };
    },
  });
}

export function takeBack(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => show(page, { form: 'other', state }),
    act: async (tx) => {
      await takeBackProposal(tx, addressIn(page));
      return { to: addressOf(page), told: t('withdraw.told') };
    },
  });
}

export async function askAll(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  return page.submit(roundForm, {
    say: t,
    again: (state) => show(page, { form: 'round', state }),
    act: async (tx, typed) => {
      const asking = {
        title: t('learnt.title'),
        about: t('learnt.why'),
        questions: questionsIn(t),
        ...typed,
      };
      const round = await askLearnt(tx, page.param('id'), asking, placeOf(page));
      return { to: `/partnerships/${page.param('id')}/rounds/${round}`, told: t('learnt.told') };
    },
  });
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
