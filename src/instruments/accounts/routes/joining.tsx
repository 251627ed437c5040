import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { get, holderOfLink, post, type Route } from '../../../platform/http/route.ts';
import { acceptInvitation } from '../actions.ts';
import { words } from '../messages/index.ts';
import { acceptanceForm, wayOn } from '../rules.ts';
import { findAccount, findOpenInvitation, findSpace, type Invitation, type NamedSpace } from '../store.ts';
import { GonePage } from '../views/account.tsx';
import { InvitationPage } from '../views/people.tsx';
import { withCookies } from './cookies.ts';

export function joiningRoutes(house: House): Route[] {
  const { accounts } = house;
  /** Where no mail goes out, a password is the only way back in; who is signed in to this account has one. */
  const wantsPassword = (page: Page, account: string | undefined) =>
    house.post.way === 'none' && (!account || account !== page.person?.id);

  /** Whoever holds the link may see what it invites to. `account` is whose address it is, if somebody's. */
  async function findInvited(
    page: Page,
  ): Promise<{ invitation: Invitation; space: NamedSpace; account: string | undefined } | undefined> {
    const [id] = openLink(page) ?? [];
    if (!id) return undefined;
    return house.database.system(async (tx) => {
      const invitation = await findOpenInvitation(tx, id);
      const space = invitation && (await findSpace(tx, invitation.space_id));
      if (!invitation || !space) return undefined;
      return { invitation, space, account: await findAccount(tx, invitation.email) };
    });
  }

  const openLink = (page: Page) =>
    house.links.open('mailed-invitation', page.param('token')) ??
    house.links.open('invitation', page.param('token'));

  /**
   * A link that was handed on proves no address, and whoever invited has seen it: it opens nobody's account.
   * They sign in first. Undefined where the invitation can be taken up.
   */
  function signInFirst(page: Page, email: string, account: string | undefined): Response | undefined {
    const proven = house.links.open('mailed-invitation', page.param('token')) !== undefined;
    if (proven || !account || account === page.person?.id) return undefined;
    page.tell({ tone: 'info', text: words(page.locale)('invitation.for', { email }) });
    return page.redirect(`/sign-in?next=${encodeURIComponent(`/invitations/${page.param('token')}`)}`);
  }

  async function invitationPage(page: Page): Promise<Response> {
    const found = await findInvited(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    const elsewhere = signInFirst(page, found.invitation.email, found.account);
    if (elsewhere) return elsewhere;
    return page.html(
      <InvitationPage
        page={page}
        {...found}
        token={page.param('token')}
        wantsPassword={wantsPassword(page, found.account)}
      />,
    );
  }

  async function accept(page: Page): Promise<Response> {
    const t = words(page.locale);
    const found = await findInvited(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    const { invitation, space } = found;
    const elsewhere = signInFirst(page, invitation.email, found.account);
    if (elsewhere) return elsewhere;
    const wanted = wantsPassword(page, found.account);
    const { input, form } = await page.check(acceptanceForm(!wanted), t);
    if (!input)
      return page.html(
        <InvitationPage
          page={page}
          invitation={invitation}
          space={space}
          token={page.param('token')}
          wantsPassword={wanted}
          form={form}
        />,
        422,
      );
    const admitted = await accounts.joinProven(
      invitation.email,
      input.name,
      invitation.kind,
      invitation.locale,
      page.headers,
    );
    const { person, cookies } = admitted;
    const scope = await accounts.scopeOfPerson(person);
    const taken = await house.database.change(
      scope!,
      async (tx) => {
        const open = await findOpenInvitation(tx, invitation.id);
        return open ? acceptInvitation(tx, open) : false;
      },
      { grant: [invitation.space_id] },
    );
    // Somebody else with the link was faster, or it was withdrawn meanwhile.
    if (!taken) return page.html(<GonePage page={page} />, 404);
    // Who is asked for a second factor has not shown yet that it is them.
    if (input.password && !admitted.asks && !(await accounts.hasPassword(person)))
      await accounts.setPassword(person, input.password);
    return withCookies(page, cookies).redirect(wayOn(admitted, '/desk'), t('invitation.done'));
  }

  return [
    get('/invitations/:token', holderOfLink, invitationPage),
    post('/invitations/:token', holderOfLink, accept),
  ];
}
