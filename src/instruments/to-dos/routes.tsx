import { listDecisionsOf } from '../../mechanisms/decision/store.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import { addToDo, changeToDo, loadForChange, loadToDo, markToDo, ownersIn } from './actions.ts';
import { words } from './messages/index.ts';
import { toDoForm, typedToDo } from './rules.ts';
import { countOpen, listDone, listOpen } from './store.ts';
import { ToDoPage } from './views/to-do.tsx';
import { ToDosPage } from './views/to-dos.tsx';

export function routes(): Route[] {
  const base = '/partnerships/:id/to-dos';
  const listOf = (page: Page) => `/partnerships/${page.param('id')}/to-dos`;

  async function today(page: Page): Promise<string> {
    return dayOf(await page.read(async (tx) => tx.now), page.city.timeZone);
  }

  async function list(page: Page, form?: FormState) {
    const view = await page.read(async (tx) => {
      const inside = await loadPartnership(tx, page.param('id'));
      const { id } = inside.partnership;
      const open = await listOpen(tx, id, page.key('after'));
      return {
        inside,
        owners: await ownersIn(tx, inside),
        open,
        decisions: await listDecisionsOf(
          tx,
          open.shown.map((one) => one.id),
        ),
        all: await countOpen(tx, id, dayOf(tx.now, page.city.timeZone)),
        done: await listDone(tx, id),
      };
    });
    return <ToDosPage page={page} {...view} {...(form && { form })} />;
  }

  async function one(page: Page, form?: FormState) {
    const view = await page.read(async (tx) => {
      const inside = await loadForChange(tx, page.param('id'));
      const toDo = await loadToDo(tx, inside.partnership.id, page.param('todo'));
      const decision = (await listDecisionsOf(tx, [toDo.id])).get(toDo.id);
      return { inside, toDo, decision, owners: await ownersIn(tx, inside) };
    });
    return <ToDoPage page={page} {...view} {...(form && { form })} />;
  }

  async function add(page: Page): Promise<Response> {
    const t = words(page.locale);
    const day = await today(page);
    return page.submit(toDoForm(day), {
      say: t,
      again: (form) => list(page, form),
      act: async (tx, input) => {
        await addToDo(tx, page.param('id'), input, day);
        return { to: listOf(page), told: t('said.added') };
      },
    });
  }

  async function change(page: Page): Promise<Response> {
    const t = words(page.locale);
    const day = await today(page);
    return page.submit(toDoForm(day), {
      say: t,
      again: (form) => one(page, form),
      stands: {
        of: ['to_do', page.param('todo')],
        typed: async (tx) => typedToDo(await loadToDo(tx, page.param('id'), page.param('todo'))),
      },
      act: async (tx, input) => {
        await changeToDo(tx, page.param('id'), page.param('todo'), input, day);
        return { to: listOf(page), told: t('said.changed') };
      },
    });
  }

  function marking(what: 'done' | 'removed', way: 'on' | 'off') {
    return (page: Page): Promise<Response> => {
      const t = words(page.locale);
      return page.press({
        say: t,
        again: (form) => list(page, form),
        act: async (tx) => {
          const { text } = await markToDo(tx, page.param('id'), page.param('todo'), what, way);
          return { to: listOf(page), told: t(`said.${what}.${way}`, { text }) };
        },
      });
    };
  }

  return [
    get(base, participants, async (page) => page.html(await list(page))),
    post(base, participants, add),
    get(`${base}/:todo`, participants, async (page) => page.html(await one(page))),
    post(`${base}/:todo`, participants, change),
    post(`${base}/:todo/done`, participants, marking('done', 'on')),
    post(`${base}/:todo/reopening`, participants, marking('done', 'off')),
    post(`${base}/:todo/removal`, participants, marking('removed', 'on')),
    post(`${base}/:todo/return`, participants, marking('removed', 'off')),
  ];
}
