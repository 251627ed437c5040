import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Config } from '../../config.ts';
import { Forbidden } from './problems.ts';

/** No inline script, style or attribute anywhere: so pages carry no nonce and can be kept by caches. */
export function headers(config: Config): MiddlewareHandler {
  return secureHeaders({
    // What a route says itself is stricter: a file people brought, in a sandbox.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // With 'no-referrer' browsers send `Origin: null`, and the check below would refuse every form.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: config.url.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}

/** Beginnings of names that a browser takes by HTTPS alone; the first from this very host alone, for all of it. */
const host = '__Host-';
const secure = '__Secure-';

/**
 * Where the city is reached by HTTPS, no cookie of it travels without, and none counts that a page without HTTPS, or
 * of another host of the same domain, has put into the browser (RFC 6265bis, 4.1.3). Said once here for all cookies:
 * inside they have their plain names.
 */
export function secureCookies(config: Config): MiddlewareHandler {
  return async (context, next) => {
    if (!config.url.startsWith('https:')) return next();
    const brought = context.req.header('cookie');
    if (brought) context.req.raw.headers.set('cookie', ours(brought));
    await next();
    const cookies = context.res.headers.getSetCookie();
    context.res.headers.delete('Set-Cookie');
    for (const cookie of cookies) context.res.headers.append('Set-Cookie', withHttps(cookie));
  };
}

function ours(cookies: string): string {
  const pairs = cookies.split(/;\s*/);
  const ofHost = pairs.filter((pair) => pair.startsWith(host)).map((pair) => pair.slice(host.length));
  const names = new Set(ofHost.map((pair) => pair.split('=', 1)[0]));
  const others = pairs
    .filter((pair) => pair.startsWith(secure))
    .map((pair) => pair.slice(secure.length))
    .filter((pair) => !names.has(pair.split('=', 1)[0]));
  return [...ofHost, ...others].join('; ');
}

function withHttps(cookie: string): string {
  const forAll = /;\s*path=\/(?:;|$)/i.test(cookie) && !/;\s*domain=/i.test(cookie);
  return `${forAll ? host : secure}${cookie}${/;\s*secure\b/i.test(cookie) ? '' : '; Secure'}`;
}

/**
 * Every change comes from a page of ours: the browser says where from, in one of three ways. Other programs say
 * nothing, and have no cookie: they may go on to what is open to them.
 */
export function sameOrigin(config: Config, isOpen: (path: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
    if (changes && !comesFromUs(context, config) && !(saysNothing(context) && isOpen(context.req.path))) {
      throw new Forbidden('The form was not sent from a page of this city');
    }
    await next();
  };
}

function saysNothing(context: Context): boolean {
  return !['cookie', 'origin', 'referer', 'sec-fetch-site'].some((name) => context.req.header(name));
}

function comesFromUs(context: Context, config: Config): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site && site !== 'same-origin') return false;
  const origin = context.req.header('origin') ?? context.req.header('referer');
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  const sameScheme = from.protocol === new URL(config.url).protocol;
  return from.origin === config.url || (sameScheme && from.host === context.req.header('host'));
}
