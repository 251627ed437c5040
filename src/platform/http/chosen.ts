import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLocale, type Locale } from '../i18n/locale.ts';

/** Language and appearance are chosen on any page, kept in a cookie, and the page stays. */
export function chosenOnAnyPage() {
  return async (context: Context, next: () => Promise<void>) => {
    const url = new URL(context.req.url);
    const lang = url.searchParams.get('lang');
    /** The language that a mail was written in: for who has chosen none here. */
    const written = url.searchParams.get('in');
    const scheme = url.searchParams.get('scheme');
    if (context.req.method !== 'GET' || [lang, written, scheme].every((one) => one === null)) return next();
    const year = { path: '/', maxAge: 31_536_000, sameSite: 'Lax', httpOnly: true } as const;
    const spoken = lang ?? (getCookie(context, 'lang') === undefined ? written : null);
    if (isLocale(spoken)) setCookie(context, 'lang', spoken satisfies Locale, year);
    if (scheme === 'light' || scheme === 'dark' || scheme === 'auto')
      setCookie(context, 'scheme', scheme, year);
    url.searchParams.delete('lang');
    url.searchParams.delete('in');
    url.searchParams.delete('scheme');
    return context.redirect(url.pathname + url.search, 303);
  };
}
