import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { anyone, get, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { introOf, loadShown } from '../actions/showing.ts';
import type { FeedEntry } from '../exports.ts';
import { words } from '../messages/index.ts';
import { findDecided, findDecidedProof, findOut, listDecided } from '../store.ts';
import { DecidedListPage, DecidedPage } from '../views/decided.tsx';
import { answerFeed } from './feeds.ts';

/** What a partnership shows everybody of what it decided. */
export function decidedRoutes(house: House): Route[] {
  const { url } = house.config;

  async function loadPage(tx: Tx, page: Page) {
    const out = await findOut(tx, page.param('slug'));
    const shown = out && (await loadShown(tx, out.version, page.locale));
    if (!out || !shown) throw new NotFound();
    return { out, name: shown.spoken(introOf(shown).name) };
  }

  async function loadOne(tx: Tx, page: Page) {
    const found = await loadPage(tx, page);
    const id = page.param('decision');
    const one = isId(id) ? await findDecided(tx, found.out.space, id) : undefined;
    if (!one) throw new NotFound();
    return { ...found, one, proof: await findDecidedProof(tx, one) };
  }

  async function list(page: Page): Promise<Response> {
    const q = page.query('q').trim().slice(0, 200);
    const asked = q.split(/\s+/).filter(Boolean).slice(0, 8);
    const read = await page.read(async (tx) => {
      const found = await loadPage(tx, page);
      return { ...found, decided: await listDecided(tx, found.out.space, asked, page.key('after')) };
    });
    return page.html(<DecidedListPage page={page} q={q} {...read} />);
  }

  async function show(page: Page): Promise<Response> {
    return page.html(<DecidedPage page={page} {...(await page.read((tx) => loadOne(tx, page)))} />);
  }

  async function download(page: Page): Promise<Response> {
    const { proof } = await page.read((tx) => loadOne(tx, page));
    if (!proof) throw new NotFound();
    return page.body(`${JSON.stringify(proof, null, 2)}\n`, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="decision-${proof.position}.json"`,
      // Asked for again each time: what was taken off is gone at once.
      'Cache-Control': 'no-cache',
    });
  }

  async function feed(page: Page): Promise<Response> {
    const { out, name, decided } = await page.read(async (tx) => {
      const found = await loadPage(tx, page);
      return { ...found, decided: await listDecided(tx, found.out.space, [], undefined) };
    });
    const href = `${url}/open/${out.slug}/decisions`;
    const entries = decided.shown.map((one): FeedEntry => {
      const updated = new Date(Math.max(one.writtenAt.getTime(), one.shownAt.getTime()));
      return {
        ...{ id: one.id, href: `${href}/${one.id}`, title: one.title, text: one.statement },
        ...{ lang: one.statementLocale, published: one.shownAt, updated },
      };
    });
    const newest = Math.max(out.changedAt.getTime(), ...entries.map(({ updated }) => updated.getTime()));
    const title = words(page.locale)('decided.of', { name: name.text });
    return answerFeed(page, {
      ...{ id: out.space, title, href, self: `${href}/feed.atom`, author: name.text },
      ...{ lang: page.locale, updated: new Date(newest), entries },
    });
  }

  return [
    get('/open/:slug/decisions', anyone, list),
    get('/open/:slug/decisions/feed.atom', anyone, feed),
    get('/open/:slug/decisions/:decision', anyone, show),
    get('/open/:slug/decisions/:decision/proof.json', anyone, download),
  ];
}
