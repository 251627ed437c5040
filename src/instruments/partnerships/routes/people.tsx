import type { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import type { Outcome } from '../../../platform/http/submission.ts';
import { newId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { rightsAt } from '../access.ts';
import { spacesForPartners } from '../actions/beginning.ts';
import { addSilentPartner, expectNobody, loadPartner } from '../actions/partners.ts';
import {
  giveRole,
  inviteColleague,
  inviteMany,
  loadInvitation,
  nameFacilitator,
  renewInvitation,
  withdrawInvitation,
} from '../actions/people.ts';
import { loadPartnership } from '../actions.ts';
import { words } from '../messages/index.ts';
import { mostAtOnce, readPasted } from '../rules/pasting.ts';
import {
  colleagueForm,
  facilitatorForm,
  invitationLink,
  manyForm,
  roleForm,
  withoutSigningIn,
} from '../rules.ts';
import {
  countReplies,
  type ListedInvitation,
  listAwaiting,
  listFacilitators,
  listGonePartners,
  listInvitations,
  listInvitedAs,
  listObservers,
  listPeopleOf,
  listVacant,
} from '../store.ts';
import { WithdrawingPage } from '../views/ending.tsx';
import { InvitePage, SilentPage } from '../views/invite.tsx';
import { PartnerPage } from '../views/partner.tsx';
import { type HandedOn, PeoplePage } from '../views/people.tsx';
import { unnamedIn } from '../views/who-is-in.tsx';
import { type Address, backTo, endingHandlers } from './ending.tsx';

/** Who is in, who leads for whom, who is invited; and how people come in and go. */
const nothing: Part<HandedOn> = { shown: [], last: undefined };

export function peopleHandlers(house: House) {
  const noMail = house.post.way === 'none';

  /** Without mail whoever invited hands the link on, and nobody else gets to see it. */
  const handedOn = (
    page: Page,
    { shown, last }: Part<ListedInvitation>,
    invites: (partner: string) => boolean,
  ): Part<HandedOn> => {
    const handOn = (one: ListedInvitation) => ({
      ...one,
      renewable: one.partner === null || invites(one.partner),
      handOn: noMail && one.invitedBy === page.person?.id ? invitationLink(house, one.id) : undefined,
    });
    return { shown: shown.map(handOn), last: last && handOn(last) };
  };

  async function people(page: Page, form?: FormState) {
    const id = page.param('id');
    const view = await page.read(async (tx) => {
      const inside = await loadPartnership(tx, id);
      const ids = inside.partners.map((one) => one.id);
      const people = await listPeopleOf(tx, ids);
      const awaiting = await listAwaiting(tx, id);
      const peopleOf = Map.groupBy(people, (one) => one.partner);
      const invites = (partner: string) => {
        const theirs = peopleOf.get(partner) ?? [];
        const at = { partnership: id, id: partner, awaits: awaiting.has(partner) };
        return rightsAt(tx.scope, at, theirs).invites;
      };
      return {
        inside,
        shown: inside.partners,
        people,
        facilitators: await listFacilitators(tx, id),
        observers: await listObservers(tx, id, page.key('after')),
        invitations: inside.facilitates
          ? handedOn(page, await listInvitations(tx, id, { after: page.key('invited') }), invites)
          : nothing,
        invitedAs: inside.facilitates
          ? await listInvitedAs(tx, id, unnamedIn(inside.partners))
          : new Map<string, string>(),
        gone: inside.facilitates ? await listGonePartners(tx, id) : [],
        vacant: await listVacant(tx, id),
      };
    });
    return <PeoplePage page={page} view={view} {...(form && { form })} />;
  }

  async function partner(page: Page, form?: FormState) {
    const id = page.param('id');
    const view = await page.read(async (tx) => {
      const at = await loadPartner(tx, id, page.param('partner'));
      const seesInvitations = !at.partner.leftAt && (at.invites || at.inside.facilitates);
      const asked = { partner: at.partner.id, after: page.key('invited') };
      return {
        ...at,
        invitations: seesInvitations
          ? handedOn(page, await listInvitations(tx, id, asked), () => at.invites)
          : nothing,
        invitedAs: seesInvitations
          ? await listInvitedAs(tx, id, unnamedIn([at.partner]))
          : new Map<string, string>(),
        vacant: (await listVacant(tx, id, at.partner.id)).size > 0,
        replies: await countReplies(tx, id, at.partner.id),
      };
    });
    return <PartnerPage page={page} view={view} sendsMail={!noMail} {...(form && { form })} />;
  }

  async function countInvited(page: Page, invited: readonly { email: string }[]): Promise<void> {
    const { once } = await page.submitted();
    for (const { email } of invited) await house.accounts.limits.countForm('invited', email, once);
  }

  async function mustFacilitate(page: Page) {
    const inside = await page.read((tx) => loadPartnership(tx, page.param('id')));
    if (!inside.facilitates) throw new NotFound();
    return inside;
  }

  async function invitePage(page: Page, form?: FormState) {
    const { partnership } = await mustFacilitate(page);
    return <InvitePage page={page} partnership={partnership} sendsMail={!noMail} {...(form && { form })} />;
  }

  async function silentPage(page: Page, form?: FormState) {
    const { partnership } = await mustFacilitate(page);
    return <SilentPage page={page} partnership={partnership} {...(form && { form })} />;
  }

  async function invite(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { partnership } = await mustFacilitate(page);
    await house.accounts.limits.count('invite', page.person!.id);
    const { values } = await page.submitted();
    await countInvited(page, readPasted(String(values.invited ?? '')).invited.slice(0, mostAtOnce));
    const spaces = spacesForPartners();
    return page.submit(manyForm, {
      say: t,
      opening: () => ({ grant: spaces }),
      again: (form) => invitePage(page, form),
      act: async (tx, input) => {
        const n = await inviteMany(tx, partnership.id, input, spaces);
        const told = t(noMail ? 'invite.told.byHand' : 'invite.told', { n });
        return { to: `/partnerships/${partnership.id}/people`, told };
      },
    });
  }

  async function addSilent(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { partnership } = await mustFacilitate(page);
    const id = newId();
    return page.submit(withoutSigningIn, {
      say: t,
      opening: () => ({ grant: [id] }),
      again: (form) => silentPage(page, form),
      act: async (tx, who) => {
        await addSilentPartner(tx, partnership.id, id, who);
        return { to: `/partnerships/${partnership.id}/people`, told: t('silent.told', { name: who.name }) };
      },
    });
  }

  /** A button of the people page. */
  async function press(
    page: Page,
    act: (tx: Tx) => Promise<Outcome>,
    grant: readonly string[] = [],
  ): Promise<Response> {
    await page.read((tx) => loadPartnership(tx, page.param('id')));
    return page.press({
      say: words(page.locale),
      opening: () => ({ grant }),
      again: (form) => people(page, form),
      act,
    });
  }

  async function withdrawing(page: Page): Promise<Response> {
    const found = await page.read((tx) => loadInvitation(tx, page.param('id'), page.param('invitation')));
    return page.html(<WithdrawingPage page={page} {...found} />);
  }

  function withdraw(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    return press(page, async (tx) => {
      await withdrawInvitation(tx, id, page.param('invitation'));
      return { to: `/partnerships/${id}/people`, told: t('withdraw.told') };
    });
  }

  async function renew(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    const { found } = await page.read((tx) => loadInvitation(tx, id, page.param('invitation')));
    await countInvited(page, [found]);
    return press(page, async (tx) => {
      const name = await renewInvitation(tx, id, page.param('invitation'));
      const told = t(noMail ? 'invite.told.byHand' : 'renew.told', { name, n: 1 });
      return { to: `/partnerships/${id}/people`, told };
    });
  }

  async function name(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { partnership } = await mustFacilitate(page);
    return page.submit(facilitatorForm, {
      say: t,
      again: (form) => people(page, form),
      act: async (tx, { person }) => {
        const name = await nameFacilitator(tx, partnership.id, person);
        return { to: `/partnerships/${partnership.id}/people`, told: t('handOver.told', { name }) };
      },
    });
  }

  /** An act at one partner, with both spaces open: its own people and who facilitates have one of them only. */
  async function atPartner<Schema extends z.ZodType>(
    page: Page,
    schema: Schema,
    act: (tx: Tx, input: z.output<Schema>, at: Address) => Promise<Outcome>,
  ): Promise<Response> {
    const id = page.param('id');
    const found = await page.read((tx) => loadPartner(tx, id, page.param('partner')));
    const at = { id, partner: found.partner.id };
    return page.submit(schema, {
      say: words(page.locale),
      opening: () => ({ grant: [at.id, at.partner] }),
      again: (form) => partner(page, form),
      act: (tx, input) => act(tx, input, at),
    });
  }

  async function inviteOne(page: Page): Promise<Response> {
    const t = words(page.locale);
    if (page.person) await house.accounts.limits.count('invite', page.person.id);
    const { invites } = await page.read((tx) => loadPartner(tx, page.param('id'), page.param('partner')));
    const { input } = await page.check(colleagueForm, t);
    if (invites && input) await countInvited(page, [input]);
    return atPartner(page, colleagueForm, async (tx, one, at) => {
      await inviteColleague(tx, at.id, at.partner, one);
      return { to: backTo(at), told: t(noMail ? 'invite.told.byHand' : 'invite.told', { n: 1 }) };
    });
  }

  function recordFor(page: Page): Promise<Response> {
    const t = words(page.locale);
    return atPartner(page, withoutSigningIn, async (tx, who, at) => {
      await expectNobody(tx, at.id, at.partner, who);
      return { to: backTo(at), told: t('silent.told', { name: who.name }) };
    });
  }

  function role(page: Page): Promise<Response> {
    const t = words(page.locale);
    return atPartner(page, roleForm, async (tx, { role }, at) => {
      const name = await giveRole(tx, at.id, at.partner, { membership: page.param('membership'), role });
      return { to: backTo(at), told: t(`role.told.${role}`, { name }) };
    });
  }

  return {
    people: async (page: Page) => page.html(await people(page)),
    partner: async (page: Page) => page.html(await partner(page)),
    invitePage: async (page: Page) => page.html(await invitePage(page)),
    silentPage: async (page: Page) => page.html(await silentPage(page)),
    ...{ invite, addSilent, withdrawing, withdraw, renew, inviteOne, recordFor, role, nameFacilitator: name },
    ...endingHandlers({ press, atPartner }),
  };
}
