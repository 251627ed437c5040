import { ProviderProblem } from '../../../platform/accounts/openid.ts';
import { forgetStep } from '../../../platform/accounts/steps.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import { anyone, get, post, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { safePath, wayOn } from '../../accounts/rules.ts';
import { findAccount } from '../../accounts/store.ts';
import { joinByWay, noteTrial } from '../actions.ts';
import { words } from '../messages/index.ts';
import { domainOf, type Trouble, troubleWith, wayForm } from '../rules.ts';
import { administersUnsecured, findInvitationTo, findOpenWay, findWayOf, type Way } from '../store.ts';
import { AskPage, GoPage, TroublePage } from '../views/arriving.tsx';
import { openingOf } from './settings.tsx';
import { findSent, providerOf, type Sent, setOut, takeSent } from './underway.ts';

/** Signing in through an organisation: there, and back again. */
export function arrivingRoutes(house: House): Route[] {
  const { accounts, database, openId } = house;

  /** By the domain alone: nobody is looked up. */
  async function findTheWay(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(wayForm, t);
    const next = safePath(String(form.values.next ?? ''));
    const again = (error: string) =>
      page.html(
        <AskPage page={page} next={next} form={{ values: form.values, errors: { email: error } }} />,
        422,
      );
    if (!input) return page.html(<AskPage page={page} next={next} form={form} />, 422);
    await accounts.limits.count('question', `from ${page.visitor}`);
    const domain = domainOf(input.email);
    const way = await database.system((tx) => findOpenWay(tx, { domain }));
    if (!way) return again(t('way.none', { domain }));
    try {
      const set = await setOut(house, page, way, { next, hint: input.email, trial: false });
      return set ? page.redirect('/sign-in/organisation') : again(t('secret.lost'));
    } catch (error) {
      if (!(error instanceof ProviderProblem)) throw error;
      house.log.warn({ space: way.space, why: error.message }, 'a sign-in service is of no use now');
      return again(t('way.away', { name: page.text(way.name) }));
    }
  }

  /**
   * A page between, with a link: a browser that holds to our policy follows no form to another site, and whoever goes
   * there sees first where that is.
   */
  async function go(page: Page): Promise<Response> {
    const sent = await findSent(house, page);
    const way = sent && (await database.system((tx) => findWayOf(tx, sent.space)));
    if (!sent || !way) return page.html(<AskPage page={page} next={safePath(page.query('next'))} />);
    return page.html(<GoPage page={page} to={sent.to} name={page.text(way.name)} trial={sent.trial} />);
  }

  async function comeBack(page: Page): Promise<Response> {
    const space = page.param('space');
    const sent = await takeSent(house, page);
    if (!sent || sent.space !== space || !isId(space))
      return page.html(<TroublePage page={page} trouble="over" />, 404);
    for (const cookie of forgetStep('provider').getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    const way = await database.system((tx) =>
      sent.trial ? findWayOf(tx, space) : findOpenWay(tx, { space }),
    );
    const provider = way && providerOf(house, way);
    const isSame =
      way?.domain === sent.domain && provider?.issuer === sent.issuer && provider.clientId === sent.clientId;
    if (!way || !provider || !isSame) return page.html(<TroublePage page={page} trouble="off" />, 422);
    try {
      const said = await openId.finish(provider, sent, new URL(page.frame.path, house.config.url));
      const trouble = troubleWith(said, way.domain);
      if (trouble) return inTrouble(page, way, sent, trouble);
      return sent.trial ? await endTrial(page, sent, said.email) : await arrive(page, way, sent, said);
    } catch (error) {
      if (!(error instanceof ProviderProblem)) throw error;
      house.log.warn({ space, why: error.message }, 'somebody did not come in by a sign-in service');
      return inTrouble(page, way, sent, asMet(error, sent));
    }
  }

  /** How its address is written is for those who set it up: for all others the service is away. */
  const asMet = ({ trouble }: ProviderProblem, { trial }: Sent): Trouble =>
    trouble === 'nowhere' && !trial ? 'away' : trouble;

  function inTrouble(page: Page, way: Way, sent: Sent, trouble: Trouble) {
    const facts = { domain: way.domain, name: page.text(way.name) };
    return page.html(
      <TroublePage page={page} trouble={trouble} facts={facts} {...(sent.trial && { back: sent.next })} />,
      422,
    );
  }

  async function endTrial(page: Page, sent: Sent, email: string): Promise<Response> {
    const note = () =>
      database.change(page.scope, (tx) => noteTrial(tx, sent.space, sent), openingOf(page, sent.space));
    try {
      await note();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page.html(<TroublePage page={page} trouble="off" back={sent.next} />, 422);
    }
    return page.redirect(sent.next, words(page.locale)('trial.told', { email }));
  }

  async function arrive(
    page: Page,
    way: Way,
    sent: Sent,
    { email, name }: { email: string; name: string },
  ): Promise<Response> {
    const trouble = await database.system(async (tx): Promise<Trouble | undefined> => {
      if (await administersUnsecured(tx, email)) return 'administrator';
      const mayCome =
        way.joins === 'member' ||
        (await findAccount(tx, email)) !== undefined ||
        (await findInvitationTo(tx, way.space, email)) !== undefined;
      return mayCome ? undefined : 'not-invited';
    });
    if (trouble) return inTrouble(page, way, sent, trouble);
    const called = name.replace(/\s+/g, ' ').slice(0, 120) || email.split('@')[0]!;
    const admitted = await accounts.joinProven(email, called, 'person', page.locale, page.headers);
    const scope = await accounts.scopeOfPerson(admitted.person);
    await database.change(scope!, (tx) => joinByWay(tx, way, email), { grant: [way.space] });
    for (const cookie of admitted.cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
    return page.redirect(wayOn(admitted, sent.next));
  }

  return [
    post('/sign-in/organisation', anyone, findTheWay),
    get('/sign-in/organisation', anyone, go),
    get('/sign-in/organisation/:space', anyone, comeBack),
  ];
}
