import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import type { Scope } from '../../../platform/scope.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { safePath, wayOn } from '../../accounts/rules.ts';
import { savePerson } from '../../accounts/store.ts';
import { handOverToAccount, spacesOf } from '../actions/guests.ts';
import { mailAccountLink, mailWayIn } from '../emails.tsx';
import { words } from '../messages/index.ts';
import { accountMailForm, ownForm, wayIn } from '../rules.ts';
import { findOwnAddress, listMyPartnerships } from '../store.ts';
import { AccountPage, JoiningPage, TakingPartPage } from '../views/taking-part.tsx';
import { GoOnPage, NoLinkPage, WayInPage } from '../views/way-in.tsx';
import { forgetGuest, rememberedToken, rememberGuest } from './cookie.ts';

/** Hours for which the link in the mail makes an account: long enough for a night. */
const accountHours = 24;

/** What somebody who takes part by link has of their own. */
export function takingPartHandlers(house: House) {
  const sendsMail = house.post.way !== 'none';

  async function guestOf(token: string): Promise<Scope | undefined> {
    const [person] = house.links.open('part', token) ?? [];
    return person ? house.accounts.scopeOfGuest(person) : undefined;
  }

  /** The guest whom this browser remembers, also where somebody is signed in with an account. */
  const remembered = async (page: Page) => {
    const token = rememberedToken(page);
    return token ? guestOf(token) : undefined;
  };

  /** The personal link. A GET changes nothing: programs open links in mails too. */
  async function goOnPage(page: Page): Promise<Response> {
    const guest = await guestOf(page.param('token'));
    const next = safePath(page.query('next'));
    if (!guest) return page.html(<NoLinkPage page={page} />, 404);
    if (page.person?.id === guest.person!.id) return page.redirect(next);
    return page.html(<GoOnPage page={page} name={guest.person!.name} next={next} />);
  }

  async function goOn(page: Page): Promise<Response> {
    const guest = await guestOf(page.param('token'));
    if (!guest) return page.html(<NoLinkPage page={page} />, 404);
    rememberGuest(house, page, guest.person!.id);
    const { values } = await page.submitted();
    const signedIn = page.person && page.person.kind !== 'guest';
    return page.redirect(signedIn ? '/taking-part/joining' : safePath(String(values.next ?? '')));
  }

  /** Who comes without their link, by an address in a mail or to a page they know, finds out how to come in. */
  async function wayInPage(page: Page, form?: FormState): Promise<Response> {
    const next = safePath(String(form?.values.next ?? page.query('next')));
    if (page.person) return page.redirect(next);
    return page.html(
      <WayInPage page={page} next={next} sendsMail={sendsMail} form={form} />,
      form ? 422 : 200,
    );
  }

  /** Says the same whether or not somebody takes part by link with this address. */
  async function sendWayIn(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(accountMailForm, t);
    if (!input || !sendsMail) return wayInPage(page, form);
    await house.accounts.limits.count('mailedLink', `account ${input.email}`);
    await house.accounts.limits.count('mailedLink', `from ${page.visitor}`);
    const next = safePath(String(form.values.next ?? ''));
    house.afterwards.run('mailing a way in', () => mailWayIn(house, input.email, next));
    const here = `/taking-part/way-in?next=${encodeURIComponent(next)}`;
    return page.redirect(here, t('wayIn.told', { email: input.email }));
  }

  async function forget(page: Page): Promise<Response> {
    forgetGuest(page);
    return page.redirect('/', words(page.locale)('own.forget.told'));
  }

  async function own(page: Page, forms: { form?: FormState; accountForm?: FormState } = {}) {
    const guest = page.person!;
    const seen = await page.read(async (tx) => ({
      address: await findOwnAddress(tx),
      // Who takes part by link is in few.
      partnerships: (await listMyPartnerships(tx, guest.id, undefined)).shown,
    }));
    const link = wayIn(house, guest.id);
    return <TakingPartPage page={page} view={{ ...seen, link, sendsMail }} {...forms} />;
  }

  async function ownPage(page: Page): Promise<Response> {
    if (page.person!.kind !== 'guest')
      return page.redirect((await remembered(page)) ? '/taking-part/joining' : '/account');
    return page.html(await own(page));
  }

  async function save(page: Page): Promise<Response> {
    const t = words(page.locale);
    if (page.person!.kind !== 'guest') return page.redirect('/account');
    return page.submit(ownForm, {
      say: t,
      again: (form) => own(page, { form }),
      act: async (tx, input) => {
        await savePerson(tx, input);
        return { to: `/taking-part?lang=${input.locale}`, told: words(input.locale)('own.told') };
      },
    });
  }

  async function askForAccount(page: Page): Promise<Response> {
    const t = words(page.locale);
    if (page.person!.kind !== 'guest') return page.redirect('/account');
    const { input, form } = await page.check(accountMailForm, t);
    if (!input || !sendsMail) return page.html(await own(page, { accountForm: form }), 422);
    await house.accounts.limits.count('mailedLink', `account ${input.email}`);
    await house.accounts.limits.count('mailedLink', `from ${page.visitor}`);
    await page.read(async (tx) => tx.now);
    const until = String(page.now.getTime() + accountHours * 3_600_000);
    const token = house.links.make('part-account', page.person!.id, input.email, until);
    await mailAccountLink(house, { email: input.email, locale: page.locale, token });
    return page.redirect('/taking-part', t('own.account.told', { email: input.email }));
  }

  /** Whom the link of such a mail makes an account for, and at which address. */
  async function openAccountLink(page: Page): Promise<{ guest: Scope; email: string } | undefined> {
    const [person, email, until] = house.links.open('part-account', page.param('token')) ?? [];
    if (!person || !email) return undefined;
    await page.read(async (tx) => tx.now);
    const guest = Number(until) > page.now.getTime() ? await house.accounts.scopeOfGuest(person) : undefined;
    return guest && { guest, email };
  }

  async function accountPage(page: Page, form?: FormState): Promise<Response> {
    const found = await openAccountLink(page);
    if (!found) return page.html(<NoLinkPage page={page} />, 404);
    const { guest, email } = found;
    return page.html(
      <AccountPage page={page} name={guest.person!.name} email={email} {...(form && { form })} />,
      form ? 422 : 200,
    );
  }

  async function makeAccount(page: Page): Promise<Response> {
    const t = words(page.locale);
    const found = await openAccountLink(page);
    if (!found) return page.html(<NoLinkPage page={page} />, 404);
    const { guest, email } = found;
    const admitted = await house.accounts.joinProven(
      email,
      guest.person!.name,
      'person',
      page.locale,
      page.headers,
    );
    try {
      await handOver((await house.accounts.scopeOfPerson(admitted.person))!, guest);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return accountPage(page, { values: {}, errors: { '': t(error.key as 'joining.inAlready') } });
    }
    for (const cookie of admitted.cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    forgetGuest(page);
    return page.redirect(wayOn(admitted, '/partnerships'), t('own.account.made'));
  }

  function handOver(account: Scope, guest: Scope): Promise<void> {
    return house.database.change(account, (tx) => handOverToAccount(tx, guest), { grant: spacesOf(guest) });
  }

  /** Somebody signed in with an account that they have already. */
  async function joiningPage(page: Page, form?: FormState): Promise<Response> {
    const guest = await remembered(page);
    if (!guest) return page.redirect('/account');
    if (page.person!.kind === 'guest') return page.redirect('/sign-in?next=%2Ftaking-part%2Fjoining');
    return page.html(
      <JoiningPage page={page} name={guest.person!.name} {...(form && { form })} />,
      form ? 422 : 200,
    );
  }

  async function join(page: Page): Promise<Response> {
    const t = words(page.locale);
    const guest = await remembered(page);
    if (!guest || page.person!.kind === 'guest') return page.redirect('/taking-part');
    try {
      await handOver(page.scope, guest);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return joiningPage(page, { values: {}, errors: { '': t(error.key as 'joining.inAlready') } });
    }
    forgetGuest(page);
    return page.redirect('/partnerships', t('joining.told'));
  }

  return {
    ...{ goOnPage, goOn, ownPage, save, askForAccount, makeAccount, join, sendWayIn, forget },
    wayInPage: (page: Page) => wayInPage(page),
    accountPage: (page: Page) => accountPage(page),
    joiningPage: (page: Page) => joiningPage(page),
  };
}
