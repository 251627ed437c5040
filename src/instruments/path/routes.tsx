import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { choose, loadPath, loadStep } from './actions.ts';
import { words } from './messages/index.ts';
import { choiceForm, isChosen, needsReason, offersFor } from './rules.ts';
import { PathPage } from './views/path.tsx';
import { StepPage } from './views/step.tsx';

const base = '/partnerships/:id/path';

export function routes(house: House): Route[] {
  const asked = (page: Page) => ({
    partnership: page.param('id'),
    timeZone: page.city.timeZone,
    instruments: house.instruments,
  });
  const askedStep = (page: Page) => ({ ...asked(page), element: page.param('element') });

  async function show(page: Page): Promise<Response> {
    const path = await page.read((tx) => loadPath(tx, asked(page)));
    return page.html(<PathPage page={page} path={path} />);
  }

  async function stepPage(page: Page, state?: FormState) {
    const at = await page.read((tx) => loadStep(tx, askedStep(page)));
    const offers = offersFor(house.instruments, at.step.id);
    return <StepPage page={page} at={at} offers={offers} {...(state && { state })} />;
  }

  function decide(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(choiceForm, {
      say: t,
      again: (state) => stepPage(page, state),
      act: async (tx, input) => {
        const at = await loadStep(tx, askedStep(page));
        await choose(tx, at, input, page.locale);
        const back = `/partnerships/${page.param('id')}/path`;
        return {
          to: needsReason(input.says) ? back : `${back}/${at.step.id}`,
          told: t(input.says === 'taken-up' && isChosen(at.step) ? 'told.in-order' : `told.${input.says}`),
        };
      },
    });
  }

  return [
    get(base, participants, show),
    get(`${base}/:element`, participants, async (page) => page.html(await stepPage(page))),
    post(`${base}/:element/choices`, participants, decide),
  ];
}
