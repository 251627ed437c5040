import { parse } from 'node-html-parser';
import type { House } from '../src/platform/house.ts';
import type { Route } from '../src/platform/http/route.ts';

/** A form with what its fields held, or offered to choose from. */
export type FoundForm = { action: string; fields: Map<string, { given: string[]; file: boolean }> };
export type Found = {
  /** Up to so many addresses of each route, in the order in which links lead there. */
  pages: Map<Route, string[]>;
  forms: FoundForm[];
};

/** Looks at a page; whoever looks sends their cookies along. */
export type Look = (path: string) => Promise<{ status: number; html: string }>;

/** The route that answers at an address. Of several, the one that spells out most. */
export function routeAt(house: House, method: Route['method'], path: string): Route | undefined {
  const [plain] = path.split(/[?#]/) as [string];
  return house.instruments
    .flatMap(({ routes }) => routes)
    .filter((route) => route.method === method)
    .filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(plain))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0];
}

/** Follows every link from the home page on, as a patient reader would, and notes the forms on the way. */
export async function crawl(house: House, look: Look, ofEach = 2): Promise<Found> {
  const found: Found = { pages: new Map(), forms: [] };
  const waiting = ['/'];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeAt(house, 'get', path);
    if (!route) continue;
    const addresses = found.pages.get(route) ?? [];
    if (addresses.length >= ofEach) continue;
    const { status, html } = await look(path);
    if (status !== 200) continue;
    found.pages.set(route, [...addresses, path]);
    const document = parse(html);
    for (const link of document.querySelectorAll('a[href^="/"]')) {
      const href = link.getAttribute('href')!.replaceAll('&amp;', '&').split('#')[0]!;
      if (seen.has(href)) continue;
      seen.add(href);
      waiting.push(href);
    }
    for (const form of document.querySelectorAll('form')) {
      if (form.getAttribute('method')?.toLowerCase() !== 'post') continue;
      const fields: FoundForm['fields'] = new Map();
      for (const field of form.querySelectorAll('input[name], select[name], textarea[name], button[name]')) {
        const name = field.getAttribute('name')!;
        const before = fields.get(name)?.given ?? [];
        const options = field.querySelectorAll('option').map((option) => option.getAttribute('value') ?? '');
        const value = field.getAttribute('value') ?? field.textContent;
        const file = field.getAttribute('type') === 'file';
        fields.set(name, { given: [...before, ...(options.length > 0 ? options : [value])], file });
      }
      found.forms.push({ action: form.getAttribute('action')!.replaceAll('&amp;', '&'), fields });
    }
  }
  return found;
}
