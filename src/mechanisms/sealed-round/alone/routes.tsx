import type { VNode } from 'preact';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Crumb } from '../../../ui/crumbs.tsx';
import { withdrawRound } from '../actions.ts';
import { answeringRoutes } from '../answering.ts';
import type { Question } from '../rules.ts';
import type { Again, AskedAt } from './asked.ts';
import { words } from './messages/index.ts';
import { RecordPage, SealPage } from './steps.tsx';

type Room<At extends AskedAt, Partner extends { id: string; name: string }> = {
  /** The pattern of a round's address. */
  base: string;
  addressOf: (page: Page) => string;
  questionsIn: (locale: Locale) => readonly Question[];
  /** Pages between the partnership and those of the round. */
  above: (page: Page, at: At) => readonly Crumb[];
  load: (page: Page, tx: Tx) => Promise<At>;
  loadRecording: (tx: Tx, at: At, partner: string) => Promise<Partner>;
  show: (page: Page, again?: Again) => VNode | Promise<VNode>;
};

/**
 * The page of a round with the room's own questions, all ways of answering it, and taking the question back before
 * anybody has sealed. Asking is the room's.
 */
export function askedRoutes<At extends AskedAt, Partner extends { id: string; name: string }>(
  room: Room<At, Partner>,
): Route[] {
  const { base, addressOf, questionsIn, above, load, show } = room;
  const step = <Given extends { page: Page; at: At }>(given: Given) => ({
    ...given,
    base: addressOf(given.page),
    questions: questionsIn(given.page.locale),
    above: above(given.page, given.at),
  });

  function takeAway(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (state) => show(page, { form: 'other', state }),
      act: async (tx) => {
        const at = await load(page, tx);
        if (!at.moves) throw new Forbidden('who asked, or facilitates');
        await withdrawRound(tx, at.round);
        return { to: addressOf(page), told: t('withdraw.told') };
      },
    });
  }

  return [
    get(base, participants, async (page) => page.html(await show(page))),
    post(`${base}/withdrawal`, participants, takeAway),
    ...answeringRoutes<At, Partner>({
      base,
      addressOf,
      words,
      load,
      loadRecording: room.loadRecording,
      calls: (page, { key }) => questionsIn(page.locale).find((one) => one.key === key)?.text ?? '',
      show,
      sealPage: (given) => <SealPage {...step(given)} />,
      recordPage: (given) => <RecordPage {...step(given)} />,
    }),
  ];
}
