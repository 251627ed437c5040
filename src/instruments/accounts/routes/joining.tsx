import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import { get, holderOfLink, post, type Route } from '../../../platform/http/route.ts';
import { acceptInvitation } from '../actions.ts';
import { words } from '../messages/index.ts';
import { acceptanceForm } from '../rules.ts';
import { findOpenInvitation, findSpace, type Invitation, type NamedSpace } from '../store.ts';
import { GonePage } from '../views/account.tsx';
import { InvitationPage } from '../views/people.tsx';
import { withCookies } from './cookies.ts';

export function joiningRoutes(house: House): Route[] {
  const { accounts } = house;

  /** Whoever holds the link may see what it invites to; the space grants itself for that one look. */
  async function findInvited(page: Page): Promise<{ invitation: Invitation; space: NamedSpace } | undefined> {
    const [id] = house.links.open('invitation', page.param('token')) ?? [];
    if (!id) return undefined;
    return house.database.system(async (tx) => {
      const invitation = await findOpenInvitation(tx, id);
      const space = invitation && (await findSpace(tx, invitation.space_id));
      return invitation && space ? { invitation, space } : undefined;
    });
  }

  async function invitationPage(page: Page): Promise<Response> {
    const found = await findInvited(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    return page.html(<InvitationPage page={page} {...found} token={page.param('token')} />);
  }

  async function accept(page: Page): Promise<Response> {
    const t = words(page.locale);
    const found = await findInvited(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    const { invitation, space } = found;
    const { input, form } = await page.check(acceptanceForm, t);
    if (!input)
      return page.html(
        <InvitationPage
          page={page}
          invitation={invitation}
          space={space}
          token={page.param('token')}
          form={form}
        />,
        422,
      );
    const { person, cookies } = await accounts.joinProven(
      invitation.email,
      input.name,
      invitation.kind,
      invitation.locale,
    );
    const scope = await accounts.scopeOfPerson(person);
    await house.database.change(
      scope!,
      async (tx) => {
        const open = await findOpenInvitation(tx, invitation.id);
        if (!open) throw new Refusal('invitation.gone');
        await acceptInvitation(tx, open);
      },
      { grant: [invitation.space_id] },
    );
    if (input.password && !(await accounts.hasPassword(person)))
      await accounts.setPassword(person, input.password);
    return withCookies(page, cookies).redirect('/desk', t('invitation.done'));
  }

  return [
    get('/invitations/:token', holderOfLink, invitationPage),
    post('/invitations/:token', holderOfLink, accept),
  ];
}
