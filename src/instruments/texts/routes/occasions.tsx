import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import {
  loadOccasions,
  setNoticed,
  setOccasion,
  setRemoved,
  takeHappenedBack,
  tellHappened,
  typedNoticed,
} from '../actions/occasions.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { happenedForm, noticedForm, occasionForm, takeBackForm } from '../rules.ts';
import { OccasionsPage } from '../views/occasions.tsx';
import { textPath } from '../views/parts.tsx';
import { textIn } from './door.ts';

/** `form`: which one comes back; `new`, `noticed`, or the id of an occasion. */
export async function occasions(page: Page, again?: { form: string; state: FormState }) {
  const { text, ...found } = await page.read(async (tx) => {
    const text = await textIn(page, tx);
    return { text, ...(await loadOccasions(tx, text)) };
  });
  const asked = page.query('happened');
  return (
    <OccasionsPage page={page} text={text} {...found} open={again?.form ?? asked} state={again?.state} />
  );
}

const here = (text: Text) => `${textPath(text)}/occasions`;

export function addOne(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(occasionForm, {
    say: t,
    again: (state) => occasions(page, { form: 'new', state }),
    act: async (tx, typed) => {
      const text = await textIn(page, tx);
      await setOccasion(tx, text, typed, page.locale);
      return { to: here(text), told: t('occasion.told') };
    },
  });
}

export function noticed(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(noticedForm, {
    say: t,
    again: (state) => occasions(page, { form: 'noticed', state }),
    stands: {
      of: ['document', page.param('text')],
      typed: async (tx) => typedNoticed((await loadOccasions(tx, await textIn(page, tx))).occasions),
    },
    act: async (tx, { joined, left }) => {
      const text = await textIn(page, tx);
      await setNoticed(tx, text, { joined: joined === 'yes', left: left === 'yes' }, page.locale);
      return { to: here(text), told: t('frame.told') };
    },
  });
}

function press(page: Page, told: string, act: (tx: Tx, text: Text) => Promise<void>): Promise<Response> {
  return page.press({
    say: words(page.locale),
    again: (state) => occasions(page, { form: 'new', state }),
    act: async (tx) => {
      const text = await textIn(page, tx);
      await act(tx, text);
      return { to: here(text), told };
    },
  });
}

export function remove(page: Page): Promise<Response> {
  const told = words(page.locale)('occasion.removed.told');
  return press(page, told, (tx, text) => setRemoved(tx, text, page.param('occasion'), true));
}

export function restore(page: Page): Promise<Response> {
  const told = words(page.locale)('occasion.returned.told');
  return press(page, told, (tx, text) => setRemoved(tx, text, page.param('occasion'), false));
}

export function happened(page: Page): Promise<Response> {
  const t = words(page.locale);
  const occasion = page.param('occasion');
  return page.submit(happenedForm, {
    say: t,
    again: (state) => occasions(page, { form: occasion, state }),
    act: async (tx, { what }) => {
      const text = await textIn(page, tx);
      await tellHappened(tx, text, occasion, { text: what, locale: page.locale });
      return { to: textPath(text), told: t('happened.told') };
    },
  });
}

export function notHappened(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(takeBackForm, {
    say: t,
    again: (state) => occasions(page, { form: 'new', state }),
    act: async (tx, { taken }) => {
      const text = await textIn(page, tx);
      await takeHappenedBack(tx, text, page.param('happening'), taken === 'yes');
      return { to: here(text), told: t(taken === 'yes' ? 'happened.taken.told' : 'happened.told') };
    },
  });
}
