import { z } from 'zod';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import {
  anyone,
  get,
  holderOfLink,
  post,
  type Route,
  signedIn,
  thoseInTheSpace,
} from '../../platform/http/route.ts';
import type { FormState } from '../../ui/form-state.ts';
import { mayManagePeople } from './access.ts';
import { acceptInvitation, endPart, invite, withdrawInvitation } from './actions.ts';
import { invitationLink, mailSignInLink } from './emails.tsx';
import { words } from './messages/index.ts';
import {
  acceptanceForm,
  accountForm,
  invitationForm,
  linkForm,
  mayJoin,
  passwordForm,
  safePath,
  signInForm,
  signUpForm,
} from './rules.ts';
import {
  findOpenInvitation,
  findSpace,
  type Invitation,
  listMembers,
  listMyOrganisations,
  listOpenInvitations,
  type NamedSpace,
  savePerson,
} from './store.ts';
import { AccountPage, type AccountView, GonePage } from './views/account.tsx';
import { InvitationPage, PeoplePage, type PeopleView } from './views/people.tsx';
import { LinkSentPage, OldLinkPage, RedeemPage, SignInPage, SignUpPage } from './views/sign-in.tsx';

export function routes(house: House): Route[] {
  const { accounts } = house;
  const noMail = house.post.way === 'none';

  async function signInPage(page: Page): Promise<Response> {
    return page.html(<SignInPage page={page} next={safePath(page.query('next'))} />);
  }

  async function signIn(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(signInForm, t);
    const next = safePath(String(form.values.next ?? ''));
    if (!input) return page.html(<SignInPage page={page} form={form} next={next} />, 422);
    await accounts.limits.count('signIn', `account ${input.email}`);
    await accounts.limits.count('signIn', `from ${page.visitor}`);
    const cookies = await accounts.signInWithPassword(input.email, input.password);
    if (!cookies) {
      const again = { values: form.values, errors: { password: t('signIn.wrong') } };
      return page.html(<SignInPage page={page} form={again} next={next} />, 422);
    }
    await accounts.limits.clear('signIn', `account ${input.email}`);
    return withCookies(page, cookies).redirect(next);
  }

  /** Counts, answers, and only then looks whether there is such an account. */
  async function sendLink(page: Page, asked: { email: string; newName?: string }): Promise<void> {
    await accounts.limits.count('mailedLink', `account ${asked.email}`);
    await accounts.limits.count('mailedLink', `from ${page.visitor}`);
    setImmediate(() => {
      mailSignInLink(house, { ...asked, locale: page.locale }).catch((error) =>
        house.log.error({ err: error }, 'a sign-in link was not mailed'),
      );
    });
  }

  async function askForLink(page: Page): Promise<Response> {
    const { input, form } = await page.check(linkForm, words(page.locale));
    if (!input) return page.html(<SignInPage page={page} linkForm={form} next="/desk" />, 422);
    if (!noMail) await sendLink(page, input);
    return page.html(<LinkSentPage page={page} noMail={noMail} />);
  }

  async function redeem(page: Page): Promise<Response> {
    await accounts.limits.count('code', `from ${page.visitor}`);
    const cookies = await accounts.signInWithToken(page.param('token'));
    if (!cookies) return page.html(<OldLinkPage page={page} />, 404);
    return withCookies(page, cookies).redirect('/desk');
  }

  async function signUp(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(signUpForm, t);
    if (!input) return page.html(<SignUpPage page={page} form={form} />, 422);
    if (!mayJoin(page.city, input.email)) {
      const errors = { email: t('signUp.domain', { domains: page.city.signUpDomains.join(', ') }) };
      return page.html(<SignUpPage page={page} form={{ values: form.values, errors }} />, 422);
    }
    if (!noMail) await sendLink(page, { email: input.email, newName: input.name });
    return page.html(<LinkSentPage page={page} isNew noMail={noMail} />);
  }

  async function signOut(page: Page): Promise<Response> {
    return withCookies(page, await accounts.signOut(page.headers)).redirect(
      '/',
      words(page.locale)('signedOut'),
    );
  }

  async function viewAccount(page: Page): Promise<AccountView> {
    const person = page.person!;
    const [row, hasPassword] = await Promise.all([
      page.read(async (tx) => ({
        own: await tx.db
          .selectFrom('person')
          .select(['name', 'locale'])
          .where('id', '=', person.id)
          .executeTakeFirstOrThrow(),
        organisations: await listMyOrganisations(tx),
      })),
      accounts.hasPassword(person.id),
    ]);
    return { ...row.own, organisations: row.organisations, hasPassword };
  }

  async function saveAccount(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(accountForm, {
      say: t,
      again: async (form) => <AccountPage page={page} account={await viewAccount(page)} form={form} />,
      act: async (tx, input) => {
        await savePerson(tx, input);
        return { to: '/account', told: t('account.saved') };
      },
    });
  }

  async function changePassword(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(passwordForm, t);
    const person = page.person!;
    const again = async (errors: FormState['errors']) =>
      page.html(
        <AccountPage
          page={page}
          account={await viewAccount(page)}
          passwordForm={{ values: form.values, errors }}
        />,
        422,
      );
    if (!input) return again(form.errors);
    if (await accounts.hasPassword(person.id)) {
      await accounts.limits.count('signIn', `password ${person.id}`);
      if (!(await accounts.checkPassword(person.id, input.current)))
        return again({ current: t('password.current.wrong') });
    }
    await accounts.setPassword(person.id, input.password);
    await accounts.endSessions(person.id);
    const cookies = await accounts.signInAgain(person.id);
    return withCookies(page, cookies).redirect('/account', t('password.saved'));
  }

  async function loadPeople(page: Page): Promise<PeopleView> {
    const id = page.param('space');
    return page.read(async (tx) => {
      const space = await findSpace(tx, id);
      const mine = page.scope.memberships.some((m) => m.space === id && m.role !== 'claimant');
      const manages = mayManagePeople(page.scope, id);
      if (!space || (!mine && !manages)) throw new NotFound();
      const invitations = manages ? await listOpenInvitations(tx, id) : undefined;
      return {
        space,
        members: await listMembers(tx, id),
        // Without mail the one who invites hands the link on, and nobody else gets to see it.
        invitations: invitations?.map((invitation) => ({
          ...invitation,
          handOn:
            noMail && invitation.invited_by === page.person?.id
              ? invitationLink(house, invitation.id)
              : undefined,
        })),
        sendsMail: !noMail,
      };
    });
  }

  async function sendInvitation(page: Page): Promise<Response> {
    const t = words(page.locale);
    const space = page.param('space');
    await loadPeople(page);
    return page.submit(invitationForm, {
      say: t,
      again: async (form) => <PeoplePage page={page} people={await loadPeople(page)} form={form} />,
      act: async (tx, input) => {
        await invite(tx, space, input);
        return {
          to: `/spaces/${space}/people`,
          told: noMail ? t('invite.handOn') : t('invite.sent', { email: input.email }),
        };
      },
    });
  }

  const nothing = z.object({});

  async function withdraw(page: Page): Promise<Response> {
    const t = words(page.locale);
    const space = page.param('space');
    return page.submit(nothing, {
      say: t,
      again: async (form) => <PeoplePage page={page} people={await loadPeople(page)} form={form} />,
      act: async (tx) => {
        await withdrawInvitation(tx, space, page.param('id'));
        return { to: `/spaces/${space}/people`, told: t('people.withdrawn') };
      },
    });
  }

  async function endMember(page: Page): Promise<Response> {
    const t = words(page.locale);
    const space = page.param('space');
    const people = await loadPeople(page);
    const own = people.members.find((one) => one.id === page.param('id'))?.person === page.person?.id;
    return page.submit(nothing, {
      say: t,
      again: async (form) => <PeoplePage page={page} people={people} form={form} />,
      act: async (tx) => {
        const { name } = await endPart(tx, space, page.param('id'));
        return { to: own ? '/account' : `/spaces/${space}/people`, told: t('people.ended', { name }) };
      },
    });
  }

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
    get('/sign-in', anyone, signInPage),
    post('/sign-in', anyone, signIn),
    post('/sign-in/links', anyone, askForLink),
    get('/sign-in/links/:token', holderOfLink, (page) =>
      page.html(<RedeemPage page={page} token={page.param('token')} />),
    ),
    post('/sign-in/links/:token', holderOfLink, redeem),
    get('/sign-up', anyone, (page) => page.html(<SignUpPage page={page} />)),
    post('/sign-up', anyone, signUp),
    post('/sign-out', anyone, signOut),
    get('/account', signedIn, async (page) =>
      page.html(<AccountPage page={page} account={await viewAccount(page)} />),
    ),
    post('/account', signedIn, saveAccount),
    post('/account/password', signedIn, changePassword),
    get('/spaces/:space/people', thoseInTheSpace, async (page) =>
      page.html(<PeoplePage page={page} people={await loadPeople(page)} />),
    ),
    post('/spaces/:space/invitations', thoseInTheSpace, sendInvitation),
    post('/spaces/:space/invitations/:id/withdrawal', thoseInTheSpace, withdraw),
    post('/spaces/:space/members/:id/end', thoseInTheSpace, endMember),
    get('/invitations/:token', holderOfLink, invitationPage),
    post('/invitations/:token', holderOfLink, accept),
  ];
}

function withCookies(page: Page, headers: Headers): Page {
  for (const cookie of headers.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
  return page;
}
