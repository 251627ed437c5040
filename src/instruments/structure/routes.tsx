import { setRoutes } from '../../mechanisms/same-questions/routes.tsx';
import { ofText } from '../../mechanisms/same-questions/text.tsx';
import { joinedOf } from '../../mechanisms/sealed-round/asking.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { beginChoice, door, loadToChoose } from './actions.ts';
import { words } from './messages/index.ts';
import { choiceForm, ownKind, partsIn } from './rules.ts';
import { ChoicePage } from './views/choice.tsx';
import { Opened } from './views/opened.tsx';

async function choicePage(page: Page, state?: FormState) {
  const at = await page.read((tx) => loadToChoose(tx, page.param('id'), page.param('round')));
  return <ChoicePage page={page} at={at} state={state} />;
}

async function choose(page: Page): Promise<Response> {
  const t = words(page.locale);
  const [id, round] = [page.param('id'), page.param('round')];
  // Who may not gets no form back to correct.
  const { inside } = await page.read((tx) => loadToChoose(tx, id, round));
  return page.submit(choiceForm(joinedOf(inside.partners).map((partner) => partner.id)), {
    say: t,
    again: (state) => choicePage(page, state),
    act: async (tx, choice) => {
      const text = await beginChoice(tx, await loadToChoose(tx, id, round), choice, page.locale);
      return { to: `/partnerships/${id}/texts/${text}`, told: t('form.told') };
    },
  });
}

const base = `/partnerships/:id/${ownKind}/:round/text`;

export const routes = (house: House): Route[] => [
  ...setRoutes(house, {
    ...ofText(ownKind, words),
    partsIn: (locale) => partsIn(words(locale)),
    door,
    Opened,
  }),
  get(base, participants, async (page) => page.html(await choicePage(page))),
  post(base, participants, choose),
];
