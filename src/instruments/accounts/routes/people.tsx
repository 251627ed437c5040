import type { Opening } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, post, type Route, thoseInTheSpace } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { rolesIn } from '../../../platform/scope.ts';
import { mayManagePeople } from '../access.ts';
import { endPart, invite, withdrawInvitation } from '../actions.ts';
import { invitationLink } from '../emails.tsx';
import { words } from '../messages/index.ts';
import { invitationForm } from '../rules.ts';
import {
  countMembers,
  findMember,
  findSpace,
  listMembers,
  listOpenInvitations,
  type NamedSpace,
} from '../store.ts';
import { PeoplePage, type PeopleView } from '../views/people.tsx';

/** Row level security knows members only: an administrator's act opens the space for itself. */
function openingFor(page: Page, space: NamedSpace): Opening {
  const isMember = rolesIn(page.scope, space.id).length > 0;
  return !isMember && mayManagePeople(page.scope, space) ? { grant: [space.id] } : {};
}

export function peopleRoutes(house: House): Route[] {
  const noMail = house.post.way === 'none';

  async function loadPeople(page: Page): Promise<PeopleView> {
    const id = page.param('space');
    if (!isId(id)) throw new NotFound();
    return page.read(async (tx) => {
      const space = await findSpace(tx, id);
      const mine = page.scope.memberships.some((m) => m.space === id && m.role !== 'claimant');
      const manages = space !== undefined && mayManagePeople(page.scope, space);
      if (!space || (!mine && !manages)) throw new NotFound();
      const invitations = manages ? await listOpenInvitations(tx, id, page.key('invited')) : undefined;
      return {
        space,
        members: await listMembers(tx, id, page.key('after')),
        there: await countMembers(tx, id),
        // Without mail the one who invites hands the link on, and nobody else gets to see it.
        invitations: invitations && {
          last: invitations.last,
          shown: invitations.shown.map((invitation) => ({
            ...invitation,
            handOn:
              noMail && invitation.invited_by === page.person?.id
                ? invitationLink(house, invitation.id)
                : undefined,
          })),
        },
        sendsMail: !noMail,
      };
    });
  }

  async function sendInvitation(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { space: found } = await loadPeople(page);
    const space = found.id;
    await house.accounts.limits.count('invite', page.person!.id);
    const { input } = await page.check(invitationForm, t);
    const { once } = await page.submitted();
    if (input) await house.accounts.limits.countForm('invited', input.email, once);
    return page.submit(invitationForm, {
      say: t,
      again: async (form) => <PeoplePage page={page} people={await loadPeople(page)} form={form} />,
      act: async (tx, input) => {
        await invite(tx, space, input);
        return {
          to: `/spaces/${space}/people`,
          told: t(noMail ? 'invite.handOn' : 'invite.sent', { email: input.email }),
        };
      },
      opening: () => openingFor(page, found),
    });
  }

  async function withdraw(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    const { space: found } = await loadPeople(page);
    const space = found.id;
    return page.press({
      say: t,
      again: async (form) => <PeoplePage page={page} people={await loadPeople(page)} form={form} />,
      act: async (tx) => {
        await withdrawInvitation(tx, space, id);
        return { to: `/spaces/${space}/people`, told: t('people.withdrawn') };
      },
      opening: () => openingFor(page, found),
    });
  }

  async function endMember(page: Page): Promise<Response> {
    const t = words(page.locale);
    const space = page.param('space');
    const people = await loadPeople(page);
    const id = page.param('id');
    const member = isId(id) ? await page.read((tx) => findMember(tx, space, id)) : undefined;
    const own = member !== undefined && member.person === page.person?.id;
    return page.press({
      say: t,
      again: async (form) => <PeoplePage page={page} people={people} form={form} />,
      act: async (tx) => {
        const { name } = await endPart(tx, space, id);
        return { to: own ? '/account' : `/spaces/${space}/people`, told: t('people.ended', { name }) };
      },
      // Who has just left may still write down that they did.
      opening: () => (own ? { grant: [space] } : openingFor(page, people.space)),
    });
  }

  return [
    get('/spaces/:space/people', thoseInTheSpace, async (page) =>
      page.html(<PeoplePage page={page} people={await loadPeople(page)} />),
    ),
    post('/spaces/:space/invitations', thoseInTheSpace, sendInvitation),
    post('/spaces/:space/invitations/:id/withdrawal', thoseInTheSpace, withdraw),
    post('/spaces/:space/members/:id/end', thoseInTheSpace, endMember),
  ];
}
