import type { Underway } from '../../../platform/accounts/openid.ts';
import { beginStep, endStep, findStep } from '../../../platform/accounts/steps.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Way } from '../store.ts';

/** What this browser is in the middle of: sent to one service, for one organisation, with what is saved of it then. */
export type Sent = Underway & {
  space: string;
  domain: string;
  issuer: string;
  clientId: string;
  /** Where the browser goes. */
  to: string;
  next: string;
  /** Somebody who leads tries it: nobody is signed in by it. */
  trial: boolean;
};

/** Where the browser comes back to: another address for each organisation, so that no service answers for another. */
export const backTo = (house: House, space: string) => `${house.config.url}/sign-in/organisation/${space}`;

export function providerOf(house: House, way: Way) {
  const { issuer, client_id: clientId, client_secret: sealed, space } = way;
  if (!issuer || !clientId || !sealed) return undefined;
  const secret = house.openId.seal.open(sealed, space);
  return secret === undefined ? undefined : { issuer, clientId, secret };
}

/** Asks the service where to send the browser, and remembers that. Throws `ProviderProblem`. */
export async function setOut(
  house: House,
  page: Page,
  way: Way,
  { next, hint, trial }: { next: string; hint?: string; trial: boolean },
): Promise<boolean> {
  const provider = providerOf(house, way);
  if (!provider) return false;
  const back = backTo(house, way.space);
  const { to, underway } = await house.openId.begin(provider, { back, ...(hint && { hint }) });
  const { issuer, clientId } = provider;
  const sent: Sent = {
    ...underway,
    ...{ space: way.space, domain: way.domain, issuer, clientId, to, next, trial },
  };
  const cookies = await house.database.system((tx) =>
    beginStep(tx, 'provider', { person: page.person?.id ?? null, content: JSON.stringify(sent) }),
  );
  for (const cookie of cookies.getSetCookie()) page.setHeader('Set-Cookie', cookie, true);
  return true;
}

export async function findSent(house: House, page: Page): Promise<Sent | undefined> {
  const step = await house.database.system((tx) => findStep(tx, 'provider', page.headers));
  return step && (JSON.parse(step.content) as Sent);
}

/** The same, and it is over: whatever came back counts once. */
export async function takeSent(house: House, page: Page): Promise<Sent | undefined> {
  const step = await house.database.system((tx) => endStep(tx, 'provider', page.headers));
  return step && (JSON.parse(step.content) as Sent);
}
