import type { VNode } from 'preact';
import { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { participants, post, type Route } from '../../../platform/http/route.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { when } from '../asking.ts';
import type { Question } from '../rules.ts';
import { words } from './messages/index.ts';

/**
 * Questions that a room has for all partners at once, asked in the rounds room, where they are answered; the room says
 * what came of them. How it is asked is here.
 */

type Asking = {
  title: string;
  about: string;
  questions: readonly Question[];
  day: string;
  time: string;
};

export type AskingRoom = {
  /** The last part of its address. */
  name: string;
  /** What is asked and why, in somebody's words. */
  asking: (locale: Locale) => Pick<Asking, 'title' | 'about' | 'questions'>;
  /** Opens a partnership for who may ask. Throws Forbidden for who only looks on. */
  toAsk: (tx: Tx, partnership: string) => Promise<unknown>;
  /** Throws the Refusals `round.running` and `round.few`, and those of a date. Returns the id of the round. */
  ask: (
    tx: Tx,
    partnership: string,
    asking: Asking,
    place: { locale: Locale; timeZone: string },
  ) => Promise<string>;
};

const whenForm = z.object({ day: when.day, time: when.time });

/** Asking all partners from the page of a room, which `show` draws. */
export function askingAll(
  room: AskingRoom,
  show: (page: Page, again: { form: 'round'; state: FormState }) => VNode | Promise<VNode>,
): Route {
  return post(`/partnerships/:id/${room.name}/round`, participants, async (page) => {
    const t = words(page.locale);
    const partnership = page.param('id');
    // Who only looks on gets no form back to correct.
    await page.read((tx) => room.toAsk(tx, partnership));
    return page.submit(whenForm, {
      say: t,
      again: (state) => show(page, { form: 'round', state }),
      act: async (tx, typed) => {
        const place = { locale: page.locale, timeZone: page.city.timeZone };
        const round = await room.ask(tx, partnership, { ...room.asking(page.locale), ...typed }, place);
        return { to: `/partnerships/${partnership}/rounds/${round}`, told: t('told') };
      },
    });
  });
}
