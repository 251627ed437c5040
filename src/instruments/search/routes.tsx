import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { anyoneAsThemselves, get, type Route } from '../../platform/http/route.ts';
import { find, mostOfEach, partSize } from './finding.ts';
import { AskPage, OneKindPage, ResultsPage } from './views.tsx';

const longestQuestion = 300;
/** Whoever reads on so far should ask for something narrower; and an address is no way to make the house count. */
const mostSkipped = 1000;

export function routes(house: House): Route[] {
  async function search(page: Page): Promise<Response> {
    const q = page.query('q').trim().slice(0, longestQuestion);
    if (!q) return page.html(<AskPage page={page} />);
    const all = house.instruments.flatMap(({ found = [] }) => found).toSorted((a, b) => a.order - b.order);
    const one = all.find(({ name }) => name === page.query('kind'));
    if (!one) {
      const results = await page.read((tx) => find(page, tx, { q, among: all, most: mostOfEach }));
      return page.html(<ResultsPage page={page} q={q} results={results} />);
    }
    const skipped = Math.min(Math.max(Math.trunc(Number(page.query('from'))) || 0, 0), mostSkipped);
    const results = await page.read((tx) => find(page, tx, { q, among: [one], most: partSize, skipped }));
    return page.html(<OneKindPage page={page} q={q} group={one} results={results} skipped={skipped} />);
  }

  return [get('/search', anyoneAsThemselves, search)];
}
