import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadHelpers, offerHelper, offerSettlement, offerTime } from '../actions/offers.ts';
import { beingDecided, lookAgain, moveUp, note, putToPartners } from '../actions/steps.ts';
import { type DisputeView, type Here, isOver, loadNoting, loadSpeaking } from '../actions.ts';
import { words } from '../messages/index.ts';
import {
  helperForm,
  lookForm,
  moveForm,
  nextStep,
  noteForm,
  putForm,
  settleForm,
  timeForm,
} from '../rules.ts';
import { HelperPage, LookPage, NotePage, PutPage, SettlePage, StepPage, TimePage } from '../views/forms.tsx';
import { addressOf, hereOf, ids } from './at.ts';

type Told = `${'step' | 'settle' | 'time' | 'helper' | 'note' | 'put' | 'look'}.told`;
type Act<At, Schema extends z.ZodType> = {
  load: (tx: Tx, partnership: string, id: string) => Promise<At>;
  draw: (props: { page: Page; at: At; state: FormState | undefined }) => VNode;
  /** Whether there is something to fill in now. Otherwise the way leads back to where the dispute stands. */
  fits: (at: At) => boolean;
  form: Schema;
  act: (tx: Tx, partnership: string, id: string, typed: z.output<Schema>, here: Here) => Promise<unknown>;
  told: Told;
};

/** The page of a form about a dispute, and what it does: both for the same people. */
function acts<At, Schema extends z.ZodType>(
  path: string,
  { load, draw, fits, form, act, told }: Act<At, Schema>,
): Route[] {
  const shown = (page: Page) => page.read((tx) => load(tx, ...ids(page)));
  const again = async (page: Page, state: FormState) => {
    const at = await shown(page);
    // Where it went on meanwhile, the page says so; what was typed is in the browser still.
    return fits(at) ? draw({ page, at, state }) : undefined;
  };
  const show = async (page: Page) => {
    const at = await shown(page);
    return fits(at)
      ? page.html(draw({ page, at, state: undefined }))
      : page.redirect(addressOf(page), words(page.locale)('gone-on'));
  };
  const send = async (page: Page) => {
    const t = words(page.locale);
    const at = await shown(page);
    if (!fits(at)) return page.redirect(addressOf(page), t('gone-on'));
    return page.submit(form, {
      say: t,
      again: async (state) => (await again(page, state)) ?? draw({ page, at, state }),
      act: async (tx, typed) => {
        await act(tx, ...ids(page), typed, hereOf(page));
        return { to: addressOf(page), told: t(told) };
      },
    });
  };
  return [get(path, participants, show), post(path, participants, send)];
}

const goesOn = (at: DisputeView) => !isOver(at);

export const actRoutes = (base: string): Route[] => [
  ...acts(`${base}/step`, {
    load: loadSpeaking,
    draw: StepPage,
    fits: ({ standing }) => nextStep(standing.step) !== undefined,
    ...{ form: moveForm, act: moveUp, told: 'step.told' },
  }),
  ...acts(`${base}/settlement`, {
    ...{ load: loadSpeaking, draw: SettlePage, fits: goesOn },
    ...{ form: settleForm, act: offerSettlement, told: 'settle.told' },
  }),
  ...acts(`${base}/time`, {
    ...{ load: loadSpeaking, draw: TimePage, fits: goesOn },
    ...{ form: timeForm, act: offerTime, told: 'time.told' },
  }),
  ...acts(`${base}/helper`, {
    load: loadHelpers,
    draw: HelperPage,
    fits: ({ at }) => at.standing.step === 'facilitated' || at.standing.step === 'mediator',
    ...{ form: helperForm, act: offerHelper, told: 'helper.told' },
  }),
  ...acts(`${base}/notes`, {
    ...{ load: loadNoting, draw: NotePage, fits: goesOn },
    ...{ form: noteForm, act: note, told: 'note.told' },
  }),
  ...acts(`${base}/decision`, {
    load: loadSpeaking,
    draw: PutPage,
    fits: (at) => at.standing.step === 'decision' && !beingDecided(at),
    ...{ form: putForm, act: putToPartners, told: 'put.told' },
  }),
  ...acts(`${base}/look`, {
    load: loadSpeaking,
    draw: LookPage,
    fits: (at) => at.end?.how === 'settled',
    ...{ form: lookForm, act: lookAgain, told: 'look.told' },
  }),
];
