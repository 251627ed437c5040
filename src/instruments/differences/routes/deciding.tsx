import type { Page } from '../../../platform/http/page.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { giveWord, lookAgain, proposeWay, voiceOn } from '../actions/deciding.ts';
import { words } from '../messages/index.ts';
import { lookForm, wayForm, wordForm } from '../rules.ts';
import { NewWayPage } from '../views/new-way.tsx';
import { WordPage } from '../views/word.tsx';
import { addressOf, differenceIn, showDifference } from './showing.tsx';

async function proposingOn(page: Page) {
  return page.read(async (tx) => {
    const difference = await differenceIn(page, tx);
    if (!difference.inside.contributes) throw new Forbidden('those who contribute');
    if (difference.at.stage !== 'open') throw new NotFound();
    return difference;
  });
}

export async function wayPage(page: Page, state?: FormState) {
  return <NewWayPage page={page} difference={await proposingOn(page)} state={state} />;
}

export async function propose(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { joined } = await proposingOn(page);
  return page.submit(wayForm(joined), {
    say: t,
    again: (state) => wayPage(page, state),
    act: async (tx, typed) => {
      const fields: Readonly<Record<string, string>> = typed;
      const shares = Object.fromEntries(joined.map(({ id }) => [id, fields[`share-${id}`] ?? '']));
      await proposeWay(tx, await differenceIn(page, tx), { ...typed, shares }, page.locale);
      return { to: addressOf(page), told: t('way.told') };
    },
  });
}

async function wordOn(page: Page, wanted: string) {
  return page.read(async (tx) => {
    const difference = await differenceIn(page, tx);
    const voice = await voiceOn(tx, difference, wanted);
    if (!voice) throw new Forbidden('those who answer for a partner');
    const [way] = difference.ways;
    if (!way) throw new NotFound();
    return { difference, voice, way };
  });
}

/** Once all have said theirs there is nothing more to say: the difference shows what came of it. */
export async function wordPage(page: Page): Promise<Response> {
  const at = await wordOn(page, page.query('partner'));
  return at.way.settledAt ? page.redirect(addressOf(page)) : page.html(<WordPage page={page} {...at} />);
}

export async function say(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  await wordOn(page, wanted);
  return page.submit(wordForm, {
    say: t,
    again: async (state) => (
      <WordPage page={page} {...(await wordOn(page, textOf(state, 'partner') ?? ''))} state={state} />
    ),
    act: async (tx, typed) => {
      const { settled, recorded } = await giveWord(
        tx,
        await differenceIn(page, tx),
        wanted,
        typed,
        page.locale,
      );
      const told = settled ? 'word.told.settled' : recorded ? 'word.told.recorded' : 'word.told';
      return { to: addressOf(page), told: t(told) };
    },
  });
}

export function look(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(lookForm, {
    say: t,
    again: (state) => showDifference(page, { form: 'look', state }),
    act: async (tx, typed) => {
      await lookAgain(tx, await differenceIn(page, tx), typed, page.locale);
      return { to: addressOf(page), told: t('look.told') };
    },
  });
}
