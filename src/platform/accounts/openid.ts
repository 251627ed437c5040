import * as oidc from 'openid-client';
import type { Config } from '../../config.ts';
import { type Seal, sealWith } from '../mail/seal.ts';
import { NotOutside, type Outside } from '../outside/outside.ts';

/** Where an organisation signs its people in, and as what we are known there. */
export type Provider = { issuer: string; clientId: string; secret: string };
type Named = Omit<Provider, 'secret'> & { secret?: string };

/** What is kept between sending somebody there and their way back. */
export type Underway = { state: string; nonce: string; verifier: string };

/** What the provider says of whoever signed in there. */
export type Said = { email: string; verified: boolean; name: string };

/**
 * `away`: it does not answer. `inside`: an address that we do not go to. `issuer`: no such provider answers there.
 * `client`: it does not know us, or another secret. `denied`: it did not let them in, or they turned back.
 * `answer`: what came back does not hold.
 */
export type ProviderTrouble = 'away' | 'nowhere' | 'inside' | 'issuer' | 'client' | 'denied' | 'answer';

export class ProviderProblem extends Error {
  readonly trouble: ProviderTrouble;
  constructor(trouble: ProviderTrouble, cause?: unknown) {
    super(`${trouble}: ${whyOf(cause)}`, { cause });
    this.trouble = trouble;
  }
}

/** For the log: fixed sentences and names of errors, never what was said of somebody. */
function whyOf(cause: unknown): string {
  const said: string[] = [];
  for (let at = cause; at instanceof Error && said.length < 4; at = at.cause) {
    const { error = '' } = at as { error?: string };
    said.push(/^[a-z_]{1,60}$/.test(error) ? `${at.message} (${error})` : at.message);
  }
  return said.join('; ');
}

/** OpenID Connect, authorisation code with PKCE. All of it throws `ProviderProblem`. */
export type OpenId = {
  /** Closes and opens what we are known by there. */
  seal: Seal;
  /** Whether it answers there, as the one that it is said to be. */
  look(provider: Named): Promise<void>;
  /** Where to send the browser. `back` is where it comes back to: an address for each organisation (RFC 9700, 4.4.2). */
  begin(provider: Provider, to: { back: string; hint?: string }): Promise<{ to: string; underway: Underway }>;
  /** `came` is the address to which the browser came back. */
  finish(provider: Provider, underway: Underway, came: URL): Promise<Said>;
};

export function openIdWith(config: Config, secret: string, outside: Outside): OpenId {
  async function find({ issuer, clientId, secret }: Named): Promise<oidc.Configuration> {
    const found = await oidc
      .discovery(new URL(issuer), clientId, undefined, secret ? provingWith(secret) : oidc.None(), {
        [oidc.customFetch]: (url, { signal, ...request }) => outside.ask(url, { ...request, signal }),
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(config.outside.loopback ? [oidc.allowInsecureRequests] : []),
        ],
      })
      .catch((error) => {
        const trouble = troubleOf(error);
        throw new ProviderProblem(trouble === 'answer' ? 'issuer' : trouble, error);
      });
    const { issuer: named, authorization_endpoint: door } = found.serverMetadata();
    // The library makes an exception for services that speak for many organisations at once; we make none.
    if (new URL(named).href !== new URL(issuer).href || !door || !outside.isPlace(door))
      throw new ProviderProblem('issuer');
    return found;
  }

  return {
    seal: sealWith(secret, 'secrets of sign-in services'),
    async look(provider) {
      await find(provider);
    },
    async begin(provider, { back, hint }) {
      const found = await find(provider);
      const underway = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const to = oidc.buildAuthorizationUrl(found, {
        redirect_uri: back,
        scope: 'openid email profile',
        state: underway.state,
        nonce: underway.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(underway.verifier),
        code_challenge_method: 'S256',
        ...(hint && { login_hint: hint }),
      });
      return { to: to.href, underway };
    },
    async finish(provider, { state, nonce, verifier }, came) {
      const found = await find(provider);
      try {
        const tokens = await oidc.authorizationCodeGrant(found, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims()!;
        const { userinfo_endpoint: more } = found.serverMetadata();
        // Some tell the address only when they are asked for it; the answer is about the same person, or refused.
        const said =
          claims.email === undefined && more
            ? await oidc.fetchUserInfo(found, tokens.access_token, claims.sub)
            : claims;
        return { email: text(said.email).toLowerCase(), verified: isVerified(said), name: text(said.name) };
      } catch (error) {
        throw new ProviderProblem(troubleOf(error), error);
      }
    },
  };
}

const text = (claim: unknown) => (typeof claim === 'string' ? claim.trim() : '');

/**
 * The provider says that it has seen to it that the address is theirs. Some write the word in letters. Microsoft's says
 * instead that the domain of the address is proven there (`xms_edov`), of the one organisation that it speaks for.
 */
function isVerified(said: Record<string, unknown>): boolean {
  const yes = (claim: unknown) => claim === true || claim === 'true';
  if (said.email_verified !== undefined) return yes(said.email_verified);
  const isMicrosoft = text(said.iss).startsWith('https://login.microsoftonline.com/');
  return isMicrosoft && (yes(said.xms_edov) || said.xms_edov === 1 || said.xms_edov === '1');
}

/** In the header, as every provider has to understand it, unless it says that it takes the secret in the body only. */
function provingWith(secret: string): oidc.ClientAuth {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way = taken.includes('client_secret_basic') ? inHeader : inBody;
    return way(server, ...rest);
  };
}

function troubleOf(error: unknown): ProviderTrouble {
  for (let at = error, depth = 0; at && depth < 8; at = (at as Error).cause, depth += 1) {
    if (at instanceof ProviderProblem) return at.trouble;
    if (at instanceof NotOutside) return 'inside';
    if (at instanceof oidc.AuthorizationResponseError) {
      if (at.error === 'access_denied') return 'denied';
      return ['server_error', 'temporarily_unavailable'].includes(at.error) ? 'away' : 'answer';
    }
    if (at instanceof oidc.ResponseBodyError)
      return ['invalid_client', 'unauthorized_client'].includes(at.error) ? 'client' : 'answer';
    if (at instanceof oidc.WWWAuthenticateChallengeError) return at.status === 401 ? 'client' : 'answer';
    if (at instanceof Response) return at.status >= 500 ? 'away' : 'answer';
    const { code = '', name = '' } = at as { code?: string; name?: string };
    if (code === 'ENOTFOUND') return 'nowhere';
    // What the network says, and what is wrong with a certificate.
    if (/^E[A-Z]+$|^ERR_TLS|CERT|^OAUTH_TIMEOUT$/.test(code) || /^(Timeout|Abort)Error$/.test(name))
      return 'away';
  }
  return 'answer';
}
