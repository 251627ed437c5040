import { z } from 'zod';
import { decidesStill, listGoing, listOver } from '../../mechanisms/decision/store.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { lockPeople } from '../accounts/store.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import {
  addGroup,
  changeGroup,
  endGroup,
  loadGroup,
  loadSteered,
  loadToSteer,
  nameLinks,
  takeIn,
  takeOut,
} from './actions.ts';
import { words } from './messages/index.ts';
import { groupForm, linkForm, personForm } from './rules.ts';
import {
  findMembership,
  listBelow,
  listCandidates,
  listGroups,
  listLinking,
  listMembers,
  listNames,
} from './store.ts';
import { GroupPage } from './views/group.tsx';
import { GroupFormPage } from './views/group-form.tsx';
import { GroupsPage } from './views/list.tsx';
import { pathOf, typedGroup, typedLinks } from './views/parts.ts';

const home = '/partnerships/:id/groups';
const base = `${home}/:group`;
const ids = (page: Page) => [page.param('id'), page.param('group')] as const;
const placeOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });
const addressOf = (page: Page) => `${pathOf(page.param('id'))}/${page.param('group')}`;

async function list(page: Page): Promise<Response> {
  const read = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { id } = inside.partnership;
    return {
      inside,
      going: await listGroups(tx, id, false, page.key('after')),
      ended: await listGroups(tx, id, true, page.key('ended')),
    };
  });
  return page.html(<GroupsPage page={page} {...read} />);
}

async function newPage(page: Page, state?: FormState) {
  const read = await page.read(async (tx) => ({
    inside: await loadSteered(tx, page.param('id')),
    names: await listNames(tx, page.param('id')),
  }));
  return <GroupFormPage page={page} {...read} state={state} />;
}

async function editPage(page: Page, state?: FormState) {
  const { inside, names } = await page.read(async (tx) => ({
    inside: await loadToSteer(tx, ...ids(page)),
    names: await listNames(tx, page.param('id')),
  }));
  return <GroupFormPage page={page} inside={inside} group={inside.group} names={names} state={state} />;
}

async function one(page: Page, state?: FormState) {
  const view = await page.read(async (tx) => {
    const at = await loadGroup(tx, ...ids(page));
    const { id } = at.group;
    return {
      at,
      members: await listMembers(tx, id, page.key('after')),
      linking: await listLinking(tx, id),
      below: await listBelow(tx, id),
      mine: await findMembership(tx, id, page.person?.id),
      going: await listGoing(tx, at.partnership.id, [], id),
      decides: await decidesStill(tx, id),
      over: await listOver(tx, at.partnership.id, page.key('over'), id),
      candidates: at.takesIn ? await listCandidates(tx, at.partnership.id) : [],
    };
  });
  return <GroupPage page={page} {...view} state={state} />;
}

function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(groupForm, {
    say: t,
    again: (state) => newPage(page, state),
    act: async (tx, input) => {
      const id = await addGroup(tx, page.param('id'), input, placeOf(page));
      return { to: `${pathOf(page.param('id'))}/${id}`, told: t('said.added') };
    },
  });
}

function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(groupForm, {
    say: t,
    again: (state) => editPage(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedGroup((await loadToSteer(tx, ...ids(page))).group),
    },
    act: async (tx, input) => {
      await changeGroup(tx, ...ids(page), input, placeOf(page));
      return { to: addressOf(page), told: t('said.changed') };
    },
  });
}

function links(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(linkForm, {
    say: t,
    again: (state) => one(page, state),
    stands: {
      of: (tx) => lockPeople(tx, page.param('id')),
      typed: async (tx) => typedLinks(await listLinking(tx, page.param('group'))),
    },
    act: async (tx, input) => {
      await nameLinks(tx, ...ids(page), input);
      return { to: addressOf(page), told: t('said.links') };
    },
  });
}

function takeSomebodyIn(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(personForm, {
    say: t,
    again: (state) => one(page, state),
    act: async (tx, { person }) => {
      await takeIn(tx, ...ids(page), person);
      return { to: addressOf(page), told: t('said.in') };
    },
  });
}

function takeSomebodyOut(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(z.object({ person: z.string().default('') }), {
    say: t,
    again: (state) => one(page, state),
    act: async (tx, { person }) => {
      await takeOut(tx, ...ids(page), person);
      return { to: addressOf(page), told: t('said.out') };
    },
  });
}

function end(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => one(page, state),
    act: async (tx) => {
      await endGroup(tx, ...ids(page));
      return { to: addressOf(page), told: t('said.ended') };
    },
  });
}

export const routes: Route[] = [
  get(home, participants, list),
  post(home, participants, add),
  get(`${home}/new`, participants, async (page) => page.html(await newPage(page))),
  get(base, participants, async (page) => page.html(await one(page))),
  get(`${base}/edit`, participants, async (page) => page.html(await editPage(page))),
  post(`${base}/edit`, participants, change),
  post(`${base}/links`, participants, links),
  post(`${base}/people`, participants, takeSomebodyIn),
  post(`${base}/people/leaving`, participants, takeSomebodyOut),
  post(`${base}/ending`, participants, end),
];
