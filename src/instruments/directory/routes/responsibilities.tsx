import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { get, post, type Route, thoseInTheSpace } from '../../../platform/http/route.ts';
import { readLocalised } from '../../../platform/i18n/localised.ts';
import { isId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { openingFor } from '../access.ts';
import { answerHost } from '../actions/hosts.ts';
import { addMember, answerMembership, removeMember } from '../actions/members.ts';
import {
  addResponsibility,
  changeResponsibility,
  moveResponsibility,
  removeResponsibility,
  returnResponsibility,
} from '../actions/responsibilities.ts';
import { words } from '../messages/index.ts';
import { typedResponsibility } from '../rules/typed.ts';
import { hasMembers, isOffice, type Kind, kinds, kindsToRegister, slugOf } from '../rules.ts';
import {
  findByName,
  findResponsibility,
  listOffers,
  listRemovedResponsibilities,
  listResponsibilities,
  type ShownResponsibility,
} from '../store/reading.ts';
import { listRelated, listTieAsks } from '../store/related.ts';
import type { Organisation } from '../store/tables.ts';
import type { ResponsibilityFields } from '../store/writing.ts';
import { MembersPage, TiesPage } from '../views/members.tsx';
import { pathOf } from '../views/parts.tsx';
import { ResponsibilitiesPage, ResponsibilityPage } from '../views/responsibilities.tsx';
import { answerForm, memberForm, readPhrases, responsibilityForm, wayForm } from './forms.ts';
import { idOf, loadEditable, pressed } from './upkeep.tsx';

export function responsibilityRoutes(): Route[] {
  const listPath = (organisation: Organisation) => `${pathOf(organisation)}/responsibilities`;

  async function pageOf(page: Page, organisation: Organisation, form?: FormState) {
    const lists = await page.read(async (tx) => ({
      list: await listResponsibilities(tx, organisation.id),
      removed: await listRemovedResponsibilities(tx, organisation.id),
      offers: await offersTo(page, tx, organisation, offices),
    }));
    return (
      <ResponsibilitiesPage page={page} organisation={organisation} {...lists} {...(form && { form })} />
    );
  }

  async function list(page: Page): Promise<Response> {
    return page.html(await pageOf(page, await loadEditable(page)));
  }

  async function add(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const t = words(page.locale);
    return page.submit(responsibilityForm(page.languages), {
      say: t,
      again: (form: FormState) => pageOf(page, organisation, form),
      act: async (tx, input) => {
        await addResponsibility(tx, organisation, await fieldsOf(tx, page, input));
        return { to: listPath(organisation), told: t('responsibility.added') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function loadOne(page: Page, organisation: Organisation) {
    const one = await page.read((tx) => findResponsibility(tx, idOf(page)));
    if (!one || one.space_id !== organisation.id || one.removed_at) throw new NotFound();
    return one;
  }

  async function onePage(page: Page, organisation: Organisation, one: ShownResponsibility, form?: FormState) {
    const offers = await page.read((tx) => offersTo(page, tx, organisation, offices));
    return (
      <ResponsibilityPage
        page={page}
        organisation={organisation}
        one={one}
        offers={offers}
        {...(form && { form })}
      />
    );
  }

  async function one(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    return page.html(await onePage(page, organisation, await loadOne(page, organisation)));
  }

  async function change(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const before = await loadOne(page, organisation);
    const t = words(page.locale);
    return page.submit(responsibilityForm(page.languages), {
      say: t,
      again: (form: FormState) => onePage(page, organisation, before, form),
      stands: {
        of: ['responsibility', before.id],
        typed: async (tx) => typedResponsibility((await findResponsibility(tx, before.id)) ?? before, page),
      },
      act: async (tx, input) => {
        await changeResponsibility(tx, organisation, before.id, await fieldsOf(tx, page, input));
        return { to: listPath(organisation), told: t('responsibility.changed') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function remove(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    return pressed(page, organisation, listPath(organisation), async (tx) => {
      await removeResponsibility(tx, organisation, idOf(page));
      return words(page.locale)('responsibility.removed');
    });
  }

  async function giveBack(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    return pressed(page, organisation, listPath(organisation), async (tx) => {
      await returnResponsibility(tx, organisation, idOf(page));
      return words(page.locale)('responsibility.returned');
    });
  }

  async function move(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const { input } = await page.check(wayForm, words(page.locale));
    if (!input) throw new NotFound();
    return pressed(page, organisation, listPath(organisation), async (tx) => {
      await moveResponsibility(tx, organisation, idOf(page), input.way);
      return undefined;
    });
  }

  return [
    get('/organisations/:slug/responsibilities', thoseInTheSpace, list),
    post('/organisations/:slug/responsibilities', thoseInTheSpace, add),
    get('/organisations/:slug/responsibilities/:id', thoseInTheSpace, one),
    post('/organisations/:slug/responsibilities/:id', thoseInTheSpace, change),
    post('/organisations/:slug/responsibilities/:id/removal', thoseInTheSpace, remove),
    post('/organisations/:slug/responsibilities/:id/return', thoseInTheSpace, giveBack),
    post('/organisations/:slug/responsibilities/:id/place', thoseInTheSpace, move),
  ];
}

/** Who decides on things that people ask an office for. */
const offices = kinds.filter(isOffice);

/** Names to choose from, without the organisation itself and those who are there already. */
async function offersTo(
  page: Page,
  tx: Tx,
  organisation: Organisation,
  from: readonly Kind[],
  there: readonly { id: string }[] = [],
): Promise<string[]> {
  const without = new Set([organisation.id, ...there.map((one) => one.id)]);
  const offered = await listOffers(tx, from, page.locale);
  return offered.filter((one) => !without.has(one.id)).map((one) => page.text(one.name));
}

async function fieldsOf(
  tx: Tx,
  page: Page,
  input: Record<string, unknown> & { decides: 'yes' | 'no'; instead: string },
): Promise<ResponsibilityFields> {
  const locales = page.languages;
  const decides = input.decides === 'yes';
  const elsewhere = readLocalised(input, 'elsewhere', locales);
  const says = Object.keys(elsewhere).length > 0;
  if (decides)
    return { text: readLocalised(input, 'text', locales), words: readPhrases(input, locales), decides };
  if (input.instead && says) throw new Refusal('instead.both', 'instead');
  const instead = input.instead ? await findByName(tx, input.instead, slugOf(input.instead)) : undefined;
  if (input.instead && !instead) throw new Refusal('instead.unknown', 'instead');
  return {
    text: readLocalised(input, 'text', locales),
    words: readPhrases(input, locales),
    decides,
    instead_id: instead?.id ?? null,
    elsewhere: says ? elsewhere : null,
  };
}

/** Bodies made of bodies, and groups with a host: one names, the other confirms. */
export function tieRoutes(): Route[] {
  async function loadBody(page: Page): Promise<Organisation> {
    const organisation = await loadEditable(page);
    if (!hasMembers(organisation.kind)) throw new NotFound();
    return organisation;
  }

  async function membersOf(page: Page, organisation: Organisation, form?: FormState) {
    const after = page.query('after');
    const from = isId(after) ? { relation: 'member' as const, after } : undefined;
    const { members, next, offers } = await page.read(async (tx) => {
      const { related, next } = await listRelated(tx, organisation, { concerned: true, from });
      const members = related.filter((one) => one.relation === 'member');
      return {
        members,
        next: next.get('member'),
        offers: await offersTo(page, tx, organisation, kindsToRegister, members),
      };
    });
    return (
      <MembersPage
        page={page}
        organisation={organisation}
        members={members}
        next={next}
        offers={offers}
        {...(form && { form })}
      />
    );
  }

  async function members(page: Page): Promise<Response> {
    return page.html(await membersOf(page, await loadBody(page)));
  }

  async function nameMember(page: Page): Promise<Response> {
    const organisation = await loadBody(page);
    const t = words(page.locale);
    return page.submit(memberForm, {
      say: t,
      again: (form: FormState) => membersOf(page, organisation, form),
      act: async (tx, input) => {
        await addMember(tx, organisation, input.member);
        return { to: `${pathOf(organisation)}/members`, told: t('member.told') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function dropMember(page: Page): Promise<Response> {
    const organisation = await loadBody(page);
    return pressed(page, organisation, `${pathOf(organisation)}/members`, async (tx) => {
      await removeMember(tx, organisation, idOf(page));
      return words(page.locale)('member.removed');
    });
  }

  async function ties(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const asks = await page.read((tx) => listTieAsks(tx, organisation.id));
    return page.html(<TiesPage page={page} organisation={organisation} asks={asks} />);
  }

  async function answerTie(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const other = idOf(page);
    const { input } = await page.check(answerForm, words(page.locale));
    if (!input) throw new NotFound();
    const agrees = input.answer === 'yes';
    const isHost = page.param('tie') === 'hosted';
    if (!isHost && page.param('tie') !== 'body') throw new NotFound();
    // The row stands in the other's space, which this one act may write in.
    return pressed(
      page,
      organisation,
      pathOf(organisation),
      async (tx) => {
        if (isHost) await answerHost(tx, organisation, other, agrees);
        else await answerMembership(tx, organisation, other, agrees);
        return words(page.locale)(agrees ? 'tie.confirmed' : 'tie.declined');
      },
      { grant: [other] },
    );
  }

  return [
    get('/organisations/:slug/members', thoseInTheSpace, members),
    post('/organisations/:slug/members', thoseInTheSpace, nameMember),
    post('/organisations/:slug/members/:id/removal', thoseInTheSpace, dropMember),
    get('/organisations/:slug/ties', thoseInTheSpace, ties),
    post('/organisations/:slug/ties/:tie/:id', thoseInTheSpace, answerTie),
  ];
}
