import type { Page } from '../../../platform/http/page.ts';
import { Forbidden, NotFound } from '../../../platform/http/problems.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { weigh } from '../actions/deciding.ts';
import { addCriterion, addOption, inUse, setTakenAway, weighsOn } from '../actions.ts';
import { words } from '../messages/index.ts';
import { criterionForm, optionForm, pairsOf, typedWeights, weighingForm } from '../rules.ts';
import { WeighingPage } from '../views/weighing.tsx';
import { addressOf, differenceIn, showDifference } from './showing.tsx';

export function suggest(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(optionForm, {
    say: t,
    again: (state) => showDifference(page, { form: 'option', state }),
    act: async (tx, typed) => {
      await addOption(tx, await differenceIn(page, tx), typed, page.locale);
      return { to: `${addressOf(page)}#options`, told: t('option.told') };
    },
  });
}

export function name(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(criterionForm, {
    say: t,
    again: (state) => showDifference(page, { form: 'criterion', state }),
    act: async (tx, typed) => {
      await addCriterion(tx, await differenceIn(page, tx), typed, page.locale);
      return { to: `${addressOf(page)}#criteria`, told: t('criterion.told') };
    },
  });
}

export const take = (what: 'option' | 'criterion', away: boolean) => (page: Page) => {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => showDifference(page, { form: 'other', state }),
    act: async (tx) => {
      await setTakenAway(tx, await differenceIn(page, tx), what, page.param(what), away);
      return { to: addressOf(page), told: t(away ? 'taken-away.told' : 'put-back.told') };
    },
  });
};

async function weighingOn(page: Page, wanted: string) {
  return page.read(async (tx) => {
    const difference = await differenceIn(page, tx);
    const voice = await weighsOn(tx, difference, wanted);
    if (!voice) throw new Forbidden('those who speak for a partner');
    const pairs = pairsOf(inUse(difference.options), inUse(difference.criteria));
    if (difference.at.stage !== 'open') throw new NotFound();
    return { difference, voice, pairs };
  });
}

export async function weighingPage(page: Page, state?: FormState) {
  const wanted = state ? (textOf(state, 'partner') ?? '') : page.query('partner');
  return <WeighingPage page={page} {...(await weighingOn(page, wanted))} state={state} />;
}

export async function weighIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { values } = await page.submitted();
  const wanted = typeof values.partner === 'string' ? values.partner : '';
  const { pairs } = await weighingOn(page, wanted);
  return page.submit(weighingForm(pairs), {
    say: t,
    again: (state) => weighingPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => {
        const difference = await differenceIn(page, tx);
        const voice = await weighsOn(tx, difference, wanted);
        return voice ? typedWeights(pairs, difference.weights, voice.partner.id) : {};
      },
    },
    act: async (tx, said) => {
      await weigh(tx, await differenceIn(page, tx), wanted, said);
      return { to: `${addressOf(page)}#weighing`, told: t('weighed.told') };
    },
  });
}
