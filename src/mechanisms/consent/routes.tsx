import type { VNode } from 'preact';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { type FormState, textOf } from '../../ui/form-state.ts';
import { loadSaying, loadToPropose, propose, sayWord, withdraw } from './actions.ts';
import { words } from './messages/index.ts';
import { homeOf, type Room } from './room.ts';
import { proposalForm, typedWord, wordForm } from './rules.ts';
import { WordPage } from './views/word.tsx';

/** Which form of the room's page comes back. */
export type Again = { form: 'proposal' | 'other'; state: FormState };

/** All ways of answering what a room puts to all. `show` is its page, on which the proposal stands and can be made. */
export function proposalRoutes<Way extends string>(
  room: Room<Way>,
  show: (page: Page, again: Again) => VNode | Promise<VNode>,
): Route[] {
  const base = `/partnerships/:id/${room.name}/proposals`;
  const addressOf = (page: Page) => homeOf(room, page.param('id'));
  const addressIn = (page: Page) => ({ partnership: page.param('id'), id: page.param('proposal') });
  const form = proposalForm(room.ways, room.bare);

  async function proposeIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    // Who only looks on gets no form back to correct.
    await page.read((tx) => loadToPropose(tx, room, page.param('id')));
    return page.submit(form, {
      say: (key: Parameters<typeof t>[0] | 'more.wanted', values) =>
        key === 'more.wanted' ? room.words(page.locale)(key) : t(key, values),
      again: (state) => show(page, { form: 'proposal', state }),
      act: async (tx, proposal) => {
        await propose(tx, room, page.param('id'), { ...proposal, locale: page.locale });
        return { to: addressOf(page), told: t('propose.told') };
      },
    });
  }

  async function wordPage(page: Page, state?: FormState) {
    const wanted = state ? (textOf(state, 'partner') ?? '') : page.query('partner');
    const read = await page.read((tx) => loadSaying(tx, room, addressIn(page), wanted));
    return <WordPage page={page} room={room} state={state} {...read} />;
  }

  async function sayIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { values } = await page.submitted();
    const wanted = typeof values.partner === 'string' ? values.partner : '';
    await page.read((tx) => loadSaying(tx, room, addressIn(page), wanted));
    return page.submit(wordForm, {
      say: t,
      again: (state) => wordPage(page, state),
      stands: {
        of: (tx) => room.door.hold(tx, page.param('id')),
        typed: async (tx) => typedWord((await loadSaying(tx, room, addressIn(page), wanted)).said),
      },
      act: async (tx, word) => {
        const place = { locale: page.locale, timeZone: page.city.timeZone };
        const { agreed } = await sayWord(tx, room, addressIn(page), word, place);
        const told = agreed ? room.words(page.locale)('word.told.agreed') : t('word.told');
        return { to: addressOf(page), told };
      },
    });
  }

  function takeBack(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => show(page, { form: 'other', state }),
      act: async (tx) => {
        await withdraw(tx, room, addressIn(page));
        return { to: addressOf(page), told: t('withdraw.told') };
      },
    });
  }

  return [
    post(base, participants, proposeIt),
    get(`${base}/:proposal/words`, participants, async (page) => page.html(await wordPage(page))),
    post(`${base}/:proposal/words`, participants, sayIt),
    post(`${base}/:proposal/withdrawal`, participants, takeBack),
  ];
}
