import { typedWord, wordForm } from '../../../mechanisms/consent/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import {
  giveWord,
  loadHearing,
  loadSaying,
  loadVoice,
  proposeToAll,
  takeBack as takeBackProposal,
} from '../actions/consent.ts';
import { askWorries, loadReadiness, tick } from '../actions.ts';
import { words } from '../messages/index.ts';
import { checksForm, ownKind, proposalForm, questionsIn, roundForm } from '../rules.ts';
import { listChecks } from '../store.ts';
import { pathOf, type Sent } from '../views/parts.tsx';
import { TransitionPage } from '../views/transition.tsx';
import { ChecksPage, WordPage } from '../views/voices.tsx';

const addressOf = (page: Page) => pathOf(page.param('id'));
const placeOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });

export async function show(page: Page, sent?: Sent<'round' | 'proposal' | 'other'>) {
  const at = await page.read((tx) => loadReadiness(tx, page.param('id'), page.city.timeZone));
  return <TransitionPage page={page} at={at} sent={sent} />;
}

/** Who only looks on gets no form back to correct. */
async function needContributor(page: Page): Promise<void> {
  const { inside } = await page.read((tx) => loadHearing(tx, page.param('id')));
  if (!inside.contributes) throw new Forbidden('those who contribute');
}

const wantedIn = (page: Page, state: FormState | undefined) =>
  state ? (textOf(state, 'partner') ?? '') : page.query('partner');

export async function checksPage(page: Page, state?: FormState) {
  const read = await page.read(async (tx) => {
    const at = await loadHearing(tx, page.param('id'));
    const voice = await loadVoice(tx, at, wantedIn(page, state));
    const said = (await listChecks(tx, at.inside.partnership.id)).find(
      ({ partner }) => partner === voice.partner.id,
    );
    return { at, voice, ticked: said?.ticked ?? [] };
  });
  return <ChecksPage page={page} state={state} {...read} />;
}

export function saveChecks(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(checksForm, {
    say: t,
    again: (state) => checksPage(page, state),
    act: async (tx, ticked) => {
      await tick(tx, page.param('id'), ticked);
      return { to: addressOf(page), told: t('checks.told') };
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
        title: t('worries.title'),
        about: t('worries.why'),
        questions: questionsIn(t),
        ...typed,
      };
      const round = await askWorries(tx, page.param('id'), asking, placeOf(page));
      return { to: `/partnerships/${page.param('id')}/rounds/${round}`, told: t('worries.told') };
    },
  });
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

const addressIn = (page: Page) => ({
  partnership: page.param('id'),
  kind: ownKind,
  id: page.param('proposal'),
});

export async function wordPage(page: Page, state?: FormState) {
  const read = await page.read((tx) => loadSaying(tx, addressIn(page), wantedIn(page, state)));
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
