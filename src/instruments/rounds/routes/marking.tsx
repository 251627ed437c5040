import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { agree, compare, type InRound, mark, markWords, note, removeMark } from '../actions.ts';
import { words } from '../messages/index.ts';
import { markForm, noteForm, passageForm, voiceForm } from '../rules.ts';
import { addressOf, roundOf, showRound } from './showing.tsx';

/** What all marks have in common: they come back to the page of their round. */
function marked(page: Page, form: string) {
  const t = words(page.locale);
  return {
    say: t,
    again: (state: FormState) => showRound(page, { form, state }),
    done: async (tx: Tx, act: (at: InRound) => Promise<string>) => {
      const told = await act(await roundOf(page, tx));
      return { to: addressOf(page), told };
    },
  };
}

function addMark(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, 'mark');
  return page.submit(markForm, {
    ...form,
    act: (tx, typed) =>
      done(tx, async (at) => {
        await mark(tx, at, typed);
        return t('mark.told');
      }),
  });
}

function addWords(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, page.param('mark'));
  return page.submit(passageForm, {
    ...form,
    act: (tx, typed) =>
      done(tx, async (at) => {
        await markWords(tx, at, page.param('mark'), typed);
        return t('passage.told');
      }),
  });
}

function voice(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, '');
  return page.submit(voiceForm, {
    ...form,
    act: (tx, { so }) =>
      done(tx, async (at) => {
        const { label } = await agree(tx, at, page.param('mark'), so === 'yes');
        return t(so === 'yes' ? 'voice.yes.told' : 'voice.no.told', { label });
      }),
  });
}

function remove(page: Page, removed: boolean): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, '');
  return page.press({
    ...form,
    act: (tx) =>
      done(tx, async (at) => {
        const { label } = await removeMark(tx, at, page.param('mark'), removed);
        return t(removed ? 'mark.removed.told' : 'mark.returned.told', { label });
      }),
  });
}

function setCompared(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, '');
  return page.press({
    ...form,
    act: (tx) =>
      done(tx, async (at) => {
        await compare(tx, at);
        return t('compared.told');
      }),
  });
}

function addNote(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { done, ...form } = marked(page, 'note');
  return page.submit(noteForm, {
    ...form,
    act: (tx, typed) =>
      done(tx, async (at) => {
        await note(tx, at, typed.note, page.locale);
        return t('note.told');
      }),
  });
}

const base = '/partnerships/:id/rounds/:round';

export const marking: Route[] = [
  post(`${base}/marks`, participants, addMark),
  post(`${base}/marks/:mark/passages`, participants, addWords),
  post(`${base}/marks/:mark/voice`, participants, voice),
  post(`${base}/marks/:mark/removal`, participants, (page) => remove(page, true)),
  post(`${base}/marks/:mark/return`, participants, (page) => remove(page, false)),
  post(`${base}/comparison`, participants, setCompared),
  post(`${base}/notes`, participants, addNote),
];
