import { listDocumentsOfKind } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadToChange } from '../../partnerships/actions/hearing.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { ownersIn } from '../../to-dos/actions.ts';
import { toDoForm } from '../../to-dos/rules.ts';
import {
  addMilestone,
  addStep,
  changeDay,
  changeMilestone,
  loadMilestone,
  putDownPlan,
  reopen,
  settle,
} from '../actions/plan.ts';
import { words } from '../messages/index.ts';
import { changeForm, milestoneForm, moveForm, outcomeForm, planKind, typedMilestone } from '../rules.ts';
import { listMilestones, listMoves, listSteps, type Milestone } from '../store.ts';
import { type MilestoneForm, MilestonePage } from '../views/milestone.tsx';
import { ownerWords, planOf, type Sent } from '../views/parts.tsx';
import { PlanPage, PlanSheetPage } from '../views/plan.tsx';

const addressOf = (page: Page) => planOf(page.param('id'));
const milestoneOf = (page: Page) => `${addressOf(page)}/${page.param('milestone')}`;

async function placeOf(page: Page) {
  const today = dayOf(await page.read(async (tx) => tx.now), page.city.timeZone);
  return { locale: page.locale, today };
}

/** Who only looks on gets no form back to correct. */
const needContributor = (page: Page) => page.read((tx) => loadToChange(tx, page.param('id')));

export async function show(page: Page, sent?: Sent<'new' | 'other'>) {
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { id } = inside.partnership;
    return {
      inside,
      plan: await listMilestones(tx, id, page.key('after')),
      owners: await ownersIn(tx, inside),
      texts: await listDocumentsOfKind(tx, id, planKind),
    };
  });
  return <PlanPage page={page} sent={sent} {...read} />;
}

export async function sheet(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    return { inside, plan: await listMilestones(tx, inside.partnership.id) };
  });
  return page.html(<PlanSheetPage page={page} {...read} />);
}

export async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  const place = await placeOf(page);
  return page.submit(milestoneForm(place.today), {
    say: t,
    again: (state) => show(page, { form: 'new', state }),
    act: async (tx, input) => {
      await addMilestone(tx, page.param('id'), input, place);
      return { to: addressOf(page), told: t('add.told') };
    },
  });
}

export function putDown(page: Page): Promise<Response> {
  const t = words(page.locale);
  const section = (one: Milestone) =>
    t('text.section', { day: page.day(one.due), who: ownerWords(page, one), known: one.knownBy });
  return page.press({
    say: t,
    again: (state) => show(page, { form: 'other', state }),
    act: async (tx) => {
      const text = await putDownPlan(tx, page.param('id'), {
        title: t('plan'),
        locale: page.locale,
        section,
      });
      return { to: `/partnerships/${page.param('id')}/texts/${text}`, told: t('text.told') };
    },
  });
}

export async function one(page: Page, sent?: Sent<MilestoneForm>) {
  const read = await page.read(async (tx) => {
    const at = await loadMilestone(tx, page.param('id'), page.param('milestone'));
    return {
      ...at,
      moves: await listMoves(tx, at.milestone.id),
      steps: await listSteps(tx, at.milestone.id),
      owners: await ownersIn(tx, at.inside),
    };
  });
  return <MilestonePage page={page} sent={sent} {...read} />;
}

const again = (page: Page, form: MilestoneForm) => (state: FormState) => one(page, { form, state });

export async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  const place = await placeOf(page);
  await needContributor(page);
  return page.submit(changeForm, {
    say: t,
    again: again(page, 'change'),
    stands: {
      of: ['milestone', page.param('milestone')],
      typed: async (tx) =>
        typedMilestone((await loadMilestone(tx, page.param('id'), page.param('milestone'))).milestone),
    },
    act: async (tx, input) => {
      await changeMilestone(tx, page.param('id'), page.param('milestone'), input, place);
      return { to: milestoneOf(page), told: t('save.told') };
    },
  });
}

export async function move(page: Page): Promise<Response> {
  const t = words(page.locale);
  const place = await placeOf(page);
  await needContributor(page);
  return page.submit(moveForm(place.today), {
    say: t,
    again: again(page, 'date'),
    act: async (tx, input) => {
      await changeDay(tx, page.param('id'), page.param('milestone'), input, place);
      return { to: milestoneOf(page), told: t('move.told') };
    },
  });
}

export async function step(page: Page): Promise<Response> {
  const t = words(page.locale);
  const { today } = await placeOf(page);
  await needContributor(page);
  return page.submit(toDoForm(today), {
    say: t,
    again: again(page, 'step'),
    act: async (tx, input) => {
      await addStep(tx, page.param('id'), page.param('milestone'), input, today);
      return { to: milestoneOf(page), told: t('step.told') };
    },
  });
}

export async function say(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  return page.submit(outcomeForm, {
    say: t,
    again: again(page, 'outcome'),
    act: async (tx, input) => {
      await settle(tx, page.param('id'), page.param('milestone'), input);
      return { to: milestoneOf(page), told: t(`as.${input.as}.told`) };
    },
  });
}

export function undo(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: again(page, 'other'),
    act: async (tx) => {
      await reopen(tx, page.param('id'), page.param('milestone'));
      return { to: milestoneOf(page), told: t('undo.told') };
    },
  });
}
