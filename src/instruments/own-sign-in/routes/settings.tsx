import { ProviderProblem } from '../../../platform/accounts/openid.ts';
import type { Opening, Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { administrator, get, post, type Route, thoseInTheSpace } from '../../../platform/http/route.ts';
import type { Outcome } from '../../../platform/http/submission.ts';
import { isId } from '../../../platform/id.ts';
import { rolesIn } from '../../../platform/scope.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { kindsOfCity } from '../../directory/rules.ts';
import { listChoices } from '../../directory/store/reading.ts';
import { checkProof, loadManaged, nameDomain, saveProvider, switchOff, switchOn } from '../actions.ts';
import { words } from '../messages/index.ts';
import { domainForm, isPlain, type ProviderInput, providerForm, recordName, recordText } from '../rules.ts';
import { findSignIn, findWayOf, type OwnSignIn } from '../store.ts';
import { OfCityPage } from '../views/of-city.tsx';
import { SettingsPage, typedDomain, typedProvider } from '../views/settings.tsx';
import { backTo, setOut } from './underway.ts';

/** Row level security knows those who lead only: an administrator's act opens the space for itself. */
export function openingOf(page: Page, space: string): Opening {
  return rolesIn(page.scope, space).includes('lead') ? {} : { grant: [space] };
}

export function settingsRoutes(house: House): Route[] {
  const { database, openId, outside } = house;
  const codeOf = (space: string, domain: string) => house.links.code('mail domain', space, domain);

  async function load(page: Page) {
    const id = page.param('space');
    if (!isId(id)) throw new NotFound();
    return page.read(async (tx) => ({ space: await loadManaged(tx, id), signIn: await findSignIn(tx, id) }));
  }

  async function view(page: Page, form: { which?: 'domain' | 'provider'; state?: FormState } = {}) {
    const { space, signIn } = await load(page);
    const record = signIn && {
      name: recordName(signIn.domain),
      text: recordText(codeOf(space.id, signIn.domain)),
    };
    return (
      <SettingsPage
        page={page}
        space={space}
        signIn={signIn}
        record={record}
        back={backTo(house, space.id)}
        {...form}
      />
    );
  }

  /** What every form here does: acts for the organisation, and comes back to the page. */
  const acting = (page: Page, space: string, which?: 'domain' | 'provider') => ({
    say: words(page.locale),
    again: (state: FormState) => view(page, { state, ...(which && { which }) }),
    opening: () => openingOf(page, space),
  });
  const done = (page: Page, space: string, told: Parameters<ReturnType<typeof words>>[0]): Outcome => ({
    to: `/spaces/${space}/sign-in`,
    told: words(page.locale)(told),
  });

  async function saveDomain(page: Page): Promise<Response> {
    const { space, signIn } = await load(page);
    return page.submit(domainForm, {
      ...acting(page, space.id, 'domain'),
      stands: {
        of: ['own_sign_in', signIn?.id ?? ''],
        typed: async (tx) => typedDomain(await findSignIn(tx, space.id)),
      },
      act: async (tx, { domain }) => {
        await nameDomain(tx, space.id, domain);
        return done(page, space.id, 'domain.saved');
      },
    });
  }

  async function check(page: Page): Promise<Response> {
    const { space, domain } = await loadSet(page);
    await house.accounts.limits.count('question', `from ${page.visitor}`);
    const found = await isProven(house, space, domain);
    return page.press({
      ...acting(page, space),
      act: async (tx) => {
        await checkProof(tx, space, { domain, found });
        return done(page, space, 'proof.there');
      },
    });
  }

  /** Once there is a domain. */
  async function loadSet(page: Page): Promise<OwnSignIn> {
    const { signIn } = await load(page);
    if (!signIn) throw new NotFound();
    return signIn;
  }

  /** What is wrong with where people would be sent, as whoever types it reads it. Asked outside of any transaction. */
  async function refusalOf(signIn: OwnSignIn, input: ProviderInput): Promise<Refusal | undefined> {
    const isNew = signIn.issuer !== input.issuer || signIn.client_id !== input.clientId;
    if (!isNew) return undefined;
    try {
      if (!outside.isPlace(input.issuer) && isPlain(input.issuer))
        return new Refusal('issuer.https', 'issuer');
      if (!outside.isPlace(input.issuer)) throw new ProviderProblem('inside');
      await openId.look({ issuer: input.issuer, clientId: input.clientId });
      return undefined;
    } catch (error) {
      if (error instanceof ProviderProblem) return new Refusal(`trouble.${error.trouble}`, 'issuer');
      throw error;
    }
  }

  async function save(page: Page): Promise<Response> {
    const signIn = await loadSet(page);
    const { space } = signIn;
    await house.accounts.limits.count('question', `from ${page.visitor}`);
    const { input } = await page.check(providerForm, words(page.locale));
    const refusal = input && (await refusalOf(signIn, input));
    return page.submit(providerForm, {
      ...acting(page, space, 'provider'),
      secret: true,
      tellsNothing: true,
      stands: {
        of: ['own_sign_in', signIn.id],
        typed: async (tx) => typedProvider(await findSignIn(tx, space)),
      },
      act: async (tx, typed) => {
        if (refusal) throw refusal;
        await saveProvider(tx, space, typed, openId.seal);
        return done(page, space, 'provider.saved');
      },
    });
  }

  /** Whoever leads goes there themselves, and is told afterwards what came back. */
  async function tryIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { space } = await loadSet(page);
    await house.accounts.limits.count('question', `from ${page.visitor}`);
    const way = await database.system((tx) => findWayOf(tx, space));
    const complain = async (key: Parameters<typeof t>[0]) =>
      page.html(await view(page, { state: { values: {}, errors: { '': t(key) } } }), 422);
    if (!way?.issuer) return complain('on.untried');
    try {
      const set = await setOut(house, page, way, { next: `/spaces/${space}/sign-in`, trial: true });
      return set ? page.redirect('/sign-in/organisation') : complain('secret.lost');
    } catch (error) {
      if (error instanceof ProviderProblem) return complain(`trouble.${error.trouble}`);
      throw error;
    }
  }

  async function turn(
    page: Page,
    act: (tx: Tx, space: string) => Promise<void>,
    told: 'on.told' | 'off.told',
  ): Promise<Response> {
    const { space } = await loadSet(page);
    return page.press({
      ...acting(page, space),
      act: async (tx) => {
        await act(tx, space);
        return done(page, space, told);
      },
    });
  }

  async function list(page: Page): Promise<Response> {
    const organisations = await page.read((tx) =>
      listChoices(tx, page.locale, ({ eb }) => eb('kind', 'in', kindsOfCity)),
    );
    return page.html(<OfCityPage page={page} organisations={organisations} />);
  }

  return [
    get('/settings/own-sign-in', administrator, list),
    get('/spaces/:space/sign-in', thoseInTheSpace, async (page) => page.html(await view(page))),
    post('/spaces/:space/sign-in/domain', thoseInTheSpace, saveDomain),
    post('/spaces/:space/sign-in/proof', thoseInTheSpace, check),
    post('/spaces/:space/sign-in/service', thoseInTheSpace, save),
    post('/spaces/:space/sign-in/trial', thoseInTheSpace, tryIt),
    post('/spaces/:space/sign-in/opening', thoseInTheSpace, (page) => turn(page, switchOn, 'on.told')),
    post('/spaces/:space/sign-in/closure', thoseInTheSpace, (page) => turn(page, switchOff, 'off.told')),
  ];
}

/** Whether the record stands there; undefined where nobody could tell. */
export async function isProven(house: House, space: string, domain: string): Promise<boolean | undefined> {
  try {
    const texts = await house.outside.textsAt(recordName(domain));
    return texts.includes(recordText(house.links.code('mail domain', space, domain)));
  } catch {
    return undefined;
  }
}
