import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { addOwnGoal, inUse, loadOwn, type Own, rate, setOwnRemoved } from '../actions.ts';
import { words } from '../messages/index.ts';
import { ownGoalForm, pairsOf, ratingForm, typedRating } from '../rules.ts';
import { findRating, listMarks } from '../store.ts';
import { OwnPage } from '../views/own.tsx';
import { PastPage } from '../views/past.tsx';
import { RatingPage } from '../views/rating.tsx';

const ownIn = (page: Page, tx: Tx) => loadOwn(tx, page.param('id'));
const here = (page: Page) => `/partnerships/${page.param('id')}/fit/own`;

/** What a partner keeps to itself goes into no answer that is kept for a second sending. */
const secret = true;
const tellsNothing = true;

export async function shownOwn(page: Page, state?: FormState) {
  return <OwnPage page={page} {...(await page.read((tx) => ownIn(page, tx)))} state={state} />;
}

export async function addOwn(page: Page): Promise<Response> {
  const t = words(page.locale);
  await page.read((tx) => ownIn(page, tx));
  return page.submit(ownGoalForm, {
    say: t,
    secret,
    tellsNothing,
    again: (state) => shownOwn(page, state),
    act: async (tx, { goal }) => {
      await addOwnGoal(tx, await ownIn(page, tx), goal, page.locale);
      return { to: here(page), told: t('own.told') };
    },
  });
}

function move(page: Page, removed: boolean): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => shownOwn(page, state),
    act: async (tx) => {
      await setOwnRemoved(tx, await ownIn(page, tx), page.param('own'), removed);
      return { to: here(page), told: t(removed ? 'goal.removed.told' : 'goal.returned.told') };
    },
  });
}

export const removeOwn = (page: Page) => move(page, true);
export const returnOwn = (page: Page) => move(page, false);

const pairsIn = ({ owns, goals }: Own) => pairsOf(inUse(owns), inUse(goals));

export async function ratingPage(page: Page, state?: FormState) {
  const own = await page.read((tx) => ownIn(page, tx));
  return <RatingPage page={page} {...own} pairs={pairsIn(own)} state={state} />;
}

export async function rateIt(page: Page): Promise<Response> {
  const t = words(page.locale);
  const pairs = pairsIn(await page.read((tx) => ownIn(page, tx)));
  return page.submit(ratingForm(pairs), {
    say: t,
    secret,
    tellsNothing,
    again: (state) => ratingPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedRating(pairs, (await ownIn(page, tx)).marks),
    },
    act: async (tx, { marks }) => {
      const { fell } = await rate(tx, await ownIn(page, tx), marks, page.locale);
      return { to: here(page), told: t(fell ? 'rated.told.fell' : 'rated.told') };
    },
  });
}

/** What a partner said in one of its ratings. */
export async function past(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const own = await ownIn(page, tx);
    const id = page.param('rating');
    const rating = isId(id) ? await findRating(tx, own.partner.id, id) : undefined;
    if (!rating) throw new NotFound();
    return { ...own, rating, marks: await listMarks(tx, own.partner.id, rating.id) };
  });
  return page.html(<PastPage page={page} {...read} />);
}
