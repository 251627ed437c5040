import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { nameOfCity } from '../city.ts';
import type { House } from '../house.ts';
import { isLocale, type Locale, localeFromHeader } from '../i18n/locale.ts';
import { type AskedPage, type Panel, pagesInside } from '../instrument.ts';
import { nobody, type Scope } from '../scope.ts';
import type { Assets } from './assets.ts';
import type { PageFrame, Told } from './frame.ts';
import { Page } from './page.ts';
import { participants, type Rule } from './route.ts';

export type Footer = (locale: Locale) => PageFrame['city']['footer'];

/** Puts together what a page needs: who asks, in which language, and the frame around the matter. */
export async function openPage(
  context: Context,
  house: House,
  assets: Assets,
  footer: Footer,
  rule?: Rule,
): Promise<Page> {
  const [city, signedIn] = await Promise.all([
    house.city.get(),
    house.accounts.scopeFrom(context.req.raw.headers),
  ]);
  // Whoever takes part by link is somebody where guests may be, and nobody elsewhere. The frame knows them everywhere.
  const seen = signedIn.person ? signedIn : await guestOf(context, house);
  const scope = rule?.guests ? seen : signedIn;
  const locale = localeOf(context, city.locales, city.defaultLocale);
  const url = new URL(context.req.url);
  const told = readTold(getCookie(context, 'told'));
  if (told)
    context.header('Set-Cookie', 'told=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax', { append: true });
  const scheme = getCookie(context, 'scheme');
  const inside = rule === participants ? context.req.param('id') : undefined;
  const asked = { city, locale, path: url.pathname, query: url.searchParams };
  const panel = inside && seen.person ? firstPanel(house, asked) : undefined;
  const live = inside && seen.person ? { space: inside, reader: seen.person.id } : undefined;
  const frame: PageFrame = {
    locale,
    city: {
      name: nameOfCity(city, locale) || 'Samvirke', // not named yet
      theme: city.theme,
      locales: city.locales,
      defaultLocale: city.defaultLocale,
      sample: city.sample,
      ...(city.sample && house.post.way === 'outbox' && { mails: '/outbox' }),
      ...(city.sample && { tour: '/tour' }),
      ...(city.logo && { logo: `/logo?v=${city.logo}` }),
      footer: footer(locale),
    },
    path: url.pathname + url.search,
    nav: house.instruments
      .flatMap((instrument) => instrument.nav ?? [])
      .filter((item) => item.may.allows?.(item.may.guests ? seen : signedIn) ?? true)
      .sort((a, b) => a.order - b.order)
      .map((item) => ({
        href: item.href,
        label: item.label(locale),
        current: [item.href, ...(item.covers ?? [])].some(
          (path) => url.pathname === path || url.pathname.startsWith(`${path}/`),
        ),
      })),
    person: seen.person && { name: seen.person.name, guest: seen.person.kind === 'guest' },
    ...(told && { told }),
    ...(inside && { inside: pagesInside(house.instruments, locale, url.pathname, inside) }),
    ...(inside && { way: house.instruments.flatMap(({ way }) => way?.(asked) ?? []) }),
    ...(panel && { panel }),
    ...(live && { live }),
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : 'auto',
    assets: {
      css: assets.css,
      js: assets.js,
      passkey: assets.passkey,
      font: assets.font,
      theme: assets.themes[city.theme] ?? Object.values(assets.themes)[0]!,
    },
  };
  context.header('Cache-Control', scope.person ? 'private, no-cache' : 'no-cache');
  context.header('Vary', 'Cookie, Accept-Language, Accept-Encoding');
  context.header('Content-Language', locale);
  return new Page({
    context,
    database: house.database,
    scope,
    city,
    locale,
    frame,
    visitor: visitorOf(context, house.config.trustedProxies),
    themes: assets.themes,
    colours: assets.colours[city.theme] ?? Object.values(assets.colours)[0]!,
    print: (text) => house.links.print('once', text),
  });
}

/** One room at most has something to say above a page. */
function firstPanel({ instruments }: House, asked: AskedPage): Panel | undefined {
  for (const { panel } of instruments) {
    const found = panel?.(asked);
    if (found) return found;
  }
  return undefined;
}

export const partCookie = 'samvirke.part';

/** Who takes part by link, as the cookie says that they were given when they pressed "go on". */
async function guestOf(context: Context, house: House): Promise<Scope> {
  const token = getCookie(context, partCookie);
  const [guest] = (token && house.links.open('part', token)) || [];
  return (guest && (await house.accounts.scopeOfGuest(guest))) || nobody;
}

function localeOf(context: Context, offered: readonly Locale[], fallback: Locale): Locale {
  // An address in one language speaks it, whatever its reader has chosen: search engines and links want it so.
  const addressed = context.req.param('lang');
  if (isLocale(addressed) && offered.includes(addressed)) return addressed;
  const chosen = getCookie(context, 'lang');
  if (isLocale(chosen) && offered.includes(chosen)) return chosen;
  return localeFromHeader(context.req.header('accept-language'), offered) ?? fallback;
}

/** Only as many addresses of the forwarding header are believed as there are proxies of our own in front. */
function visitorOf(context: Context, proxies: number): string {
  const forwarded = context.req
    .header('x-forwarded-for')
    ?.split(',')
    .map((part) => part.trim());
  if (proxies > 0 && forwarded && forwarded.length >= proxies) return networkOf(forwarded.at(-proxies)!);
  try {
    return networkOf(getConnInfo(context).remote.address ?? 'unknown');
  } catch {
    return 'unknown'; // no socket: a test calls the app itself
  }
}

/** With IPv6 one household has a whole /64: counting single addresses would count nothing. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = ''] = address.split('::');
  return `${[...head.split(':').filter(Boolean), '0', '0', '0', '0'].slice(0, 4).join(':')}::/64`;
}

function readTold(cookie: string | undefined): Told | undefined {
  if (!cookie || cookie.length > 4_000) return undefined;
  try {
    const told = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as Told;
    return typeof told.text === 'string' && ['success', 'info', 'warning'].includes(told.tone)
      ? told
      : undefined;
  } catch {
    return undefined;
  }
}
