import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { get, post, type Route, thoseInTheSpace } from '../../platform/http/route.ts';
import { isId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import { findOrganisation, listNamed, listOrganisations } from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import { maySeeAllies } from './access.ts';
import { addAlly, addAsk, changeAlly, removeAlly, returnAlly, tick } from './actions.ts';
import { words } from './messages/index.ts';
import { opennesses, resilienceOf } from './rules.ts';
import {
  type Ally,
  type AllyFields,
  findAlly,
  listAllies,
  listAsks,
  listStandings,
  typedAlly,
} from './store.ts';
import { AlliesPage } from './views/allies.tsx';
import { AllyPage } from './views/ally-page.tsx';

const allyForm = z.object({
  name: z.string().trim().min(1, 'name.wanted').max(120, 'name.long'),
  department: z.union([z.literal(''), z.string().refine(isId, 'department.unknown')]).default(''),
  place: z.string().trim().max(120, 'place.long').default(''),
  openness: z.enum(opennesses, 'openness.wanted'),
  note: z.string().trim().max(1000, 'note.long').default(''),
});
const askForm = z.object({ ask: z.string().trim().min(1, 'ask.wanted').max(300, 'ask.long') });
const doneForm = z.object({ done: z.enum(['yes', 'no'], 'ask.wanted') });

export function routes(): Route[] {
  const base = '/organisations/:slug/allies';
  const pathOf = (organisation: Organisation) => `/organisations/${organisation.slug}/allies`;

  /** For the own organisation; to everybody else there is nothing here. */
  async function load(page: Page): Promise<Organisation> {
    const found = await page.read((tx) => findOrganisation(tx, page.param('slug')));
    if (!found || !maySeeAllies(page.scope, found.id)) throw new NotFound();
    return found;
  }

  async function loadAlly(page: Page, organisation: Organisation): Promise<Ally> {
    const id = page.param('id');
    const ally = isId(id) ? await page.read((tx) => findAlly(tx, id)) : undefined;
    if (!ally || ally.space_id !== organisation.id) throw new NotFound();
    return ally;
  }

  const departmentsFor = async (page: Page, tx: Tx) =>
    (await listOrganisations(tx, { kinds: ['department'], locale: page.locale, limit: 300 })).rows.map(
      (row) => ({ value: row.id, label: page.text(row.name) }),
    );

  async function mapPage(page: Page, organisation: Organisation, form?: FormState) {
    const { standings, ...view } = await page.read(async (tx) => {
      const allies = await listAllies(tx, organisation.id, 'present', page.key('after'));
      return {
        allies,
        removed: await listAllies(tx, organisation.id, 'removed', page.key('removed')),
        ladders: await listAsks(tx, allies.shown),
        standings: await listStandings(tx, organisation.id),
        departments: await departmentsFor(page, tx),
      };
    });
    const resilience = resilienceOf(
      standings.map((ally) => ({
        openness: ally.openness,
        department: ally.department_id ?? (ally.place.trim().toLowerCase() || null),
      })),
    );
    return (
      <AlliesPage
        page={page}
        organisation={organisation}
        {...view}
        resilience={resilience}
        {...(form && { form })}
      />
    );
  }

  async function allyPage(
    page: Page,
    organisation: Organisation,
    ally: Ally,
    forms: { form?: FormState; askForm?: FormState } = {},
  ) {
    const view = await page.read(async (tx) => ({
      ladder: (await listAsks(tx, [ally])).get(ally.id) ?? [],
      departments: await departmentsFor(page, tx),
    }));
    return <AllyPage page={page} organisation={organisation} ally={ally} {...view} {...forms} />;
  }

  async function add(page: Page): Promise<Response> {
    const organisation = await load(page);
    const t = words(page.locale);
    return page.submit(allyForm, {
      say: t,
      again: (form: FormState) => mapPage(page, organisation, form),
      act: async (tx, input) => {
        const id = await addAlly(tx, organisation.id, await fieldsOf(tx, input));
        return { to: `${pathOf(organisation)}/${id}`, told: t('told.added') };
      },
    });
  }

  async function change(page: Page): Promise<Response> {
    const organisation = await load(page);
    const ally = await loadAlly(page, organisation);
    const t = words(page.locale);
    return page.submit(allyForm, {
      say: t,
      again: (form: FormState) => allyPage(page, organisation, ally, { form }),
      stands: {
        of: ['ally', ally.id],
        typed: async (tx) => typedAlly((await findAlly(tx, ally.id)) ?? ally),
      },
      act: async (tx, input) => {
        await changeAlly(tx, ally, await fieldsOf(tx, input));
        return { to: `${pathOf(organisation)}/${ally.id}`, told: t('told.saved') };
      },
    });
  }

  async function ask(page: Page): Promise<Response> {
    const organisation = await load(page);
    const ally = await loadAlly(page, organisation);
    return page.submit(askForm, {
      say: words(page.locale),
      again: (form: FormState) => allyPage(page, organisation, ally, { askForm: form }),
      act: async (tx, input) => {
        await addAsk(tx, ally, input.ask);
        return { to: `${pathOf(organisation)}/${ally.id}` };
      },
    });
  }

  async function done(page: Page): Promise<Response> {
    const organisation = await load(page);
    const ally = await loadAlly(page, organisation);
    const id = page.param('ask');
    if (!isId(id)) throw new NotFound();
    return page.submit(doneForm, {
      say: words(page.locale),
      again: (form: FormState) => allyPage(page, organisation, ally, { askForm: form }),
      act: async (tx, input) => {
        await tick(tx, ally, id, input.done === 'yes');
        return { to: `${pathOf(organisation)}/${ally.id}` };
      },
    });
  }

  async function move(
    page: Page,
    act: (tx: Tx, ally: Ally) => Promise<void>,
    told: 'told.removed' | 'told.returned',
  ): Promise<Response> {
    const organisation = await load(page);
    const ally = await loadAlly(page, organisation);
    return page.press({
      say: words(page.locale),
      again: (form: FormState) => allyPage(page, organisation, ally, { form }),
      act: async (tx) => {
        await act(tx, ally);
        return { to: pathOf(organisation), told: words(page.locale)(told) };
      },
    });
  }

  return [
    get(base, thoseInTheSpace, async (page) => page.html(await mapPage(page, await load(page)))),
    post(base, thoseInTheSpace, add),
    get(`${base}/:id`, thoseInTheSpace, async (page) => {
      const organisation = await load(page);
      return page.html(await allyPage(page, organisation, await loadAlly(page, organisation)));
    }),
    post(`${base}/:id`, thoseInTheSpace, change),
    post(`${base}/:id/asks`, thoseInTheSpace, ask),
    post(`${base}/:id/asks/:ask/done`, thoseInTheSpace, done),
    post(`${base}/:id/removal`, thoseInTheSpace, (page) => move(page, removeAlly, 'told.removed')),
    post(`${base}/:id/return`, thoseInTheSpace, (page) => move(page, returnAlly, 'told.returned')),
  ];
}

async function fieldsOf(tx: Tx, input: z.output<typeof allyForm>): Promise<AllyFields> {
  if (input.department && !(await listNamed(tx, [input.department])).has(input.department)) {
    throw new Refusal('department.unknown', 'department');
  }
  return {
    name: input.name,
    department_id: input.department || null,
    place: input.department ? '' : input.place,
    openness: input.openness,
    note: input.note,
  };
}
