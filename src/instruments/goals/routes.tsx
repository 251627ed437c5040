import { z } from 'zod';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../platform/http/route.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { inOneLanguage, localisedShape, readLocalised } from '../../platform/i18n/localised.ts';
import { isId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import { findOrganisationById, listOrganisations } from '../directory/store/reading.ts';
import { addGoal, changeGoal, dropGoal } from './actions.ts';
import { words } from './messages/index.ts';
import { isSdgTarget, readCodes, strategies } from './rules.ts';
import { findGoal, type Goal, type GoalFields, listRegister, typedGoal } from './store.ts';
import { GoalFormPage } from './views/goal-form.tsx';
import { GoalPage, GoalsPage } from './views/goals.tsx';

function goalForm(locales: readonly Locale[]) {
  return z
    .object({
      ...localisedShape('title', locales, 160, 'title.long'),
      ...localisedShape('target', locales, 600, 'target.long'),
      ...localisedShape('plan', locales, 160, 'plan.long'),
      owner: z.union([z.literal(''), z.string().refine(isId, 'owner.unknown')]).default(''),
      dueYear: z
        .string()
        .trim()
        .default('')
        .refine(
          (typed) =>
            typed === '' || (/^\d{4}$/.test(typed) && Number(typed) >= 2000 && Number(typed) <= 2200),
          'dueYear.wanted',
        )
        .transform((typed) => (typed ? Number(typed) : null)),
      sdg: z
        .string()
        .default('')
        .transform(readCodes)
        .refine((codes) => codes.every(isSdgTarget), 'sdg.wanted'),
      strategies: z
        .union([z.string(), z.array(z.string())])
        .default([])
        .transform((chosen) => strategies.filter((one) => [chosen].flat().includes(one))),
    })
    .superRefine(inOneLanguage('title', locales, 'title.wanted'))
    .superRefine(inOneLanguage('target', locales, 'target.wanted'));
}

export function routes(house: House): Route[] {
  async function list(page: Page): Promise<Response> {
    const view = await page.read(async (tx) => ({
      goals: await listRegister(tx, 'current', page.key('after')),
      retired: page.scope.administers ? await listRegister(tx, 'retired', page.key('retired')) : undefined,
    }));
    return page.html(<GoalsPage page={page} {...view} />);
  }

  async function load(page: Page): Promise<Goal> {
    const id = page.param('id');
    const goal = isId(id) ? await page.read((tx) => findGoal(tx, id)) : undefined;
    if (!goal) throw new NotFound();
    return goal;
  }

  async function one(page: Page): Promise<Response> {
    const goal = await load(page);
    const sections = await page.read(async (tx) => {
      const found = [];
      for (const { goalPage } of house.instruments) {
        const section = await goalPage?.(page, tx, goal.id);
        if (section) found.push(section);
      }
      return found;
    });
    return page.html(<GoalPage page={page} goal={goal} sections={sections} />);
  }

  /** Departments and public bodies may own a goal. */
  async function formPage(page: Page, goal?: Goal, form?: FormState) {
    const { rows } = await page.read((tx) =>
      listOrganisations(tx, {
        kinds: ['department', 'local-government', 'consortium'],
        locale: page.locale,
        limit: 300,
      }),
    );
    const owners = rows.map((row) => ({ id: row.id, name: page.text(row.name) }));
    return <GoalFormPage page={page} owners={owners} {...(goal && { goal })} {...(form && { form })} />;
  }

  async function save(page: Page, goal?: Goal): Promise<Response> {
    const t = words(page.locale);
    const locales = page.languages;
    const { space } = page.city;
    return page.submit(goalForm(locales), {
      say: t,
      again: (form: FormState) => formPage(page, goal, form),
      ...(goal && {
        stands: {
          of: ['city_goal', goal.id],
          typed: async (tx) => typedGoal((await findGoal(tx, goal.id)) ?? goal, locales),
        },
      }),
      act: async (tx, input) => {
        if (input.owner && !(await findOrganisationById(tx, input.owner)))
          throw new Refusal('owner.unknown', 'owner');
        const fields: GoalFields = {
          title: readLocalised(input, 'title', locales),
          target: readLocalised(input, 'target', locales),
          plan: readLocalised(input, 'plan', locales),
          owner_id: input.owner || null,
          due_year: input.dueYear,
          sdg: input.sdg,
          strategies: input.strategies,
        };
        if (goal) await changeGoal(tx, space, goal.id, fields);
        const id = goal?.id ?? (await addGoal(tx, space, fields));
        return { to: `/goals/${id}`, told: t(goal ? 'told.changed' : 'told.added') };
      },
    });
  }

  async function drop(page: Page, dropped: boolean): Promise<Response> {
    const goal = await load(page);
    const t = words(page.locale);
    return page.press({
      say: t,
      again: () => formPage(page, goal),
      act: async (tx) => {
        await dropGoal(tx, page.city.space, goal.id, dropped);
        return { to: `/goals/${goal.id}`, told: t(dropped ? 'told.retired' : 'told.returned') };
      },
    });
  }

  return [
    get('/goals', anyone, list),
    get('/goals/new', administrator, async (page) => page.html(await formPage(page))),
    post('/goals', administrator, (page) => save(page)),
    get('/goals/:id', anyone, one),
    get('/goals/:id/edit', administrator, async (page) => page.html(await formPage(page, await load(page)))),
    post('/goals/:id/edit', administrator, async (page) => save(page, await load(page))),
    post('/goals/:id/retirement', administrator, (page) => drop(page, true)),
    post('/goals/:id/return', administrator, (page) => drop(page, false)),
  ];
}
