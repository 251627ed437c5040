import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { anyone, get, holderOfLink, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { mailSignInLink } from '../emails.tsx';
import { words } from '../messages/index.ts';
import { linkForm, mayJoin, safePath, signInForm, signUpForm, wayOn } from '../rules.ts';
import { LinkSentPage, OldLinkPage, RedeemPage, SignInPage, SignUpPage } from '../views/sign-in.tsx';
import { withCookies } from './cookies.ts';

export function signingInRoutes(house: House): Route[] {
  const { accounts } = house;
  const noMail = house.post.way === 'none';
  const passkeys = accounts.passkeys.possible;

  /** The page, with what other rooms know of ways to sign in. */
  async function signInPage(
    page: Page,
    next: string,
    forms: { form?: FormState; linkForm?: FormState } = {},
  ): Promise<Response> {
    const others = await Promise.all(house.instruments.map(({ signIn }) => signIn?.(page, next)));
    const parts = { page, next, noMail, passkeys, others: others.filter((one) => one !== undefined) };
    return page.html(<SignInPage {...parts} {...forms} />, forms.form || forms.linkForm ? 422 : 200);
  }

  async function signIn(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(signInForm, t);
    const next = safePath(String(form.values.next ?? ''));
    if (!input) return signInPage(page, next, { form });
    await accounts.limits.count('signIn', `account ${input.email}`);
    await accounts.limits.count('signIn', `from ${page.visitor}`);
    const admitted = await accounts.signInWithPassword(input.email, input.password, page.headers);
    if (!admitted) {
      const again = {
        values: form.values,
        errors: { password: t(noMail ? 'signIn.wrong.noMail' : 'signIn.wrong') },
      };
      return signInPage(page, next, { form: again });
    }
    await accounts.limits.clear('signIn', `account ${input.email}`);
    await accounts.limits.takeBack('signIn', `from ${page.visitor}`);
    return withCookies(page, admitted.cookies).redirect(wayOn(admitted, next));
  }

  /** What the browser asks a passkey, no matter whose. */
  async function askPasskey(page: Page): Promise<Response> {
    await accounts.limits.count('question', `from ${page.visitor}`);
    const { options, cookies } = await house.database.system((tx) => accounts.passkeys.ask(tx));
    return withCookies(page, cookies).json(options);
  }

  async function signInWithPasskey(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { values } = await page.submitted();
    const next = safePath(String(values.next ?? ''));
    await accounts.limits.count('code', `from ${page.visitor}`);
    const admitted = await accounts.signInWithPasskey(page.headers, String(values.credential ?? ''));
    if (!admitted) {
      const form = { values: { next }, errors: { '': t('signIn.byPasskey.wrong') } };
      return signInPage(page, next, { form });
    }
    await accounts.limits.takeBack('code', `from ${page.visitor}`);
    return withCookies(page, admitted.cookies).redirect(next);
  }

  /** Counts, answers, and only then looks whether there is such an account. */
  async function sendLink(
    page: Page,
    asked: { email: string; newName?: string; next: string },
  ): Promise<void> {
    await accounts.limits.count('mailedLink', `account ${asked.email}`);
    await accounts.limits.count('mailedLink', `from ${page.visitor}`);
    house.afterwards.run('mailing a sign-in link', () =>
      mailSignInLink(house, { ...asked, locale: page.locale }),
    );
  }

  async function askForLink(page: Page): Promise<Response> {
    const { input, form } = await page.check(linkForm, words(page.locale));
    const next = safePath(String(form.values.next ?? ''));
    if (!input) return signInPage(page, next, { linkForm: form });
    if (!noMail) await sendLink(page, { ...input, next });
    return page.redirect('/sign-in/sent');
  }

  async function redeem(page: Page): Promise<Response> {
    await accounts.limits.count('code', `from ${page.visitor}`);
    const admitted = await accounts.signInWithToken(page.param('token'), page.headers);
    if (!admitted) return page.html(<OldLinkPage page={page} />, 404);
    await accounts.limits.takeBack('code', `from ${page.visitor}`);
    const { values } = await page.submitted();
    const next = safePath(String(values.next ?? ''));
    return withCookies(page, admitted.cookies).redirect(wayOn(admitted, next));
  }

  async function signUp(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(signUpForm, t);
    const next = safePath(String(form.values.next ?? ''));
    if (!input) return page.html(<SignUpPage page={page} form={form} next={next} noMail={noMail} />, 422);
    if (!mayJoin(page.city, input.email)) {
      const errors = { email: t('signUp.domain', { domains: page.city.signUpDomains.join(', ') }) };
      return page.html(
        <SignUpPage page={page} form={{ values: form.values, errors }} next={next} noMail={noMail} />,
        422,
      );
    }
    if (!noMail) await sendLink(page, { email: input.email, newName: input.name, next });
    return page.redirect('/sign-in/sent?for=new');
  }

  async function signOut(page: Page): Promise<Response> {
    // What the browser has put aside of forms goes too: the next person at it is another one.
    page.setHeader('Clear-Site-Data', '"storage"');
    return withCookies(page, await accounts.signOut(page.headers)).redirect(
      '/',
      words(page.locale)('signedOut'),
    );
  }

  return [
    get('/sign-in', anyone, (page) => signInPage(page, safePath(page.query('next')))),
    post('/sign-in', anyone, signIn),
    post('/sign-in/passkey', anyone, signInWithPasskey),
    post('/sign-in/passkey/questions', anyone, askPasskey),
    post('/sign-in/links', anyone, askForLink),
    get('/sign-in/sent', anyone, (page) =>
      page.html(<LinkSentPage page={page} isNew={page.query('for') === 'new'} noMail={noMail} />),
    ),
    get('/sign-in/links/:token', holderOfLink, (page) =>
      page.html(<RedeemPage page={page} token={page.param('token')} next={safePath(page.query('next'))} />),
    ),
    post('/sign-in/links/:token', holderOfLink, redeem),
    get('/sign-up', anyone, (page) =>
      page.html(<SignUpPage page={page} next={safePath(page.query('next'))} noMail={noMail} />),
    ),
    post('/sign-up', anyone, signUp),
    post('/sign-out', anyone, signOut),
  ];
}
