import type { Tx } from '../../../platform/database/database.ts';
import { pictureAnswer } from '../../../platform/files/serving.ts';
import type { Size } from '../../../platform/files/store.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { anyone, get, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { introOf, listReadIn, loadShown } from '../actions/showing.ts';
import type { FeedEntry } from '../exports.ts';
import { words } from '../messages/index.ts';
import { findOut, findPicture, listHistory, listOut, showsDecided } from '../store.ts';
import { OpenListPage, OpenPage, saidOf } from '../views/open.tsx';
import { decidedRoutes } from './decided.tsx';
import { answerFeed, printed } from './feeds.ts';

/** What everybody reads, without signing in. */
export function openRoutes(house: House): Route[] {
  const { url } = house.config;

  /** The page that is out at this address, as its reader reads it. */
  async function load(tx: Tx, page: Page) {
    const out = await findOut(tx, page.param('slug'));
    const shown = out && (await loadShown(tx, out.version, page.locale));
    if (!out || !shown) throw new NotFound();
    return { out, shown };
  }

  async function show(page: Page): Promise<Response> {
    const found = await page.read(async (tx) => {
      const loaded = await load(tx, page);
      return {
        ...loaded,
        readIn: await listReadIn(tx, loaded.shown, page.city.locales),
        decides: await showsDecided(tx, loaded.out.space),
      };
    });
    return page.html(<OpenPage page={page} url={url} {...found} />);
  }

  async function showIn(page: Page): Promise<Response> {
    // The gate of every page has taken the language from the address, if the city speaks it.
    if (page.param('lang') !== page.locale) throw new NotFound();
    return show(page);
  }

  async function list(page: Page): Promise<Response> {
    const pages = await page.read((tx) => listOut(tx, page.locale, undefined, page.key('after')));
    return page.html(<OpenListPage page={page} pages={pages} />);
  }

  async function feed(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { out, shown, history } = await page.read(async (tx) => {
      const found = await load(tx, page);
      return { ...found, history: await listHistory(tx, found.out.id) };
    });
    const href = `${url}/open/${out.slug}`;
    const { name, what } = introOf(shown);
    const [title, about] = [shown.spoken(name), shown.spoken(what)];
    const versions = history.map(({ version, number, outAt }): FeedEntry => {
      const isOut = version === out.version;
      return {
        id: version,
        href,
        title: t(number === history.at(-1)?.number ? 'feed.first' : 'feed.again', { name: title.text }),
        ...(isOut && { text: about.text }),
        lang: isOut ? about.lang : page.locale,
        published: outAt,
        updated: outAt,
      };
    });
    const moments = shown.moments.map((one): FeedEntry => {
      const said = shown.spoken(one.words ? one.says : one.pictures);
      const at = new Date(`${one.day}T12:00:00Z`);
      return {
        id: one.moment,
        href: `${href}#${one.moment}`,
        title: said.text,
        lang: said.lang,
        published: at,
        updated: at,
      };
    });
    const entries = [...versions, ...moments].toSorted((a, b) => b.updated.getTime() - a.updated.getTime());
    return answerFeed(page, {
      id: out.id,
      title: title.text,
      href,
      self: `${href}/feed.atom`,
      author: title.text,
      lang: page.locale,
      updated: out.changedAt,
      entries,
    });
  }

  async function feedOfAll(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { shown } = await page.read((tx) => listOut(tx, page.locale));
    const entries = shown.map((one): FeedEntry => {
      const { name, what } = saidOf(one, page);
      return {
        id: one.id,
        href: `${url}/open/${one.slug}`,
        title: name.text,
        text: what.text,
        lang: name.lang ?? page.locale,
        published: one.publishedAt,
        updated: one.changedAt,
      };
    });
    const newest = Math.max(0, ...shown.map(({ changedAt }) => changedAt.getTime()));
    return answerFeed(page, {
      id: page.city.space,
      title: t('feed.all', { city: page.frame.city.name }),
      href: `${url}/open`,
      self: `${url}/open/feed.atom`,
      author: page.frame.city.name,
      lang: page.locale,
      updated: new Date(newest),
      entries,
    });
  }

  async function card(page: Page): Promise<Response> {
    const { shown } = await page.read((tx) => load(tx, page));
    // By the name that partners gave it, not by the language of whoever asks first: it is drawn once.
    const card = { title: shown.words.name, line: page.frame.city.name, ...page.colours };
    const tag = printed(JSON.stringify(card));
    const headers = { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600', ETag: tag };
    if (page.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    return page.body(new Uint8Array(await house.files.shareCard(card)), headers);
  }

  const picture = (size: Size) => async (page: Page) => {
    const file = page.param('file');
    const found = await page.read(async (tx) => {
      const out = await findOut(tx, page.param('slug'));
      return out && isId(file) ? findPicture(tx, out.version, file) : undefined;
    });
    if (!found) throw new NotFound();
    return pictureAnswer(house, page, { ...found, id: found.file }, size, words(page.locale)('away'));
  };

  return [
    get('/open', anyone, list),
    get('/open/feed.atom', anyone, feedOfAll),
    get('/open/:slug', anyone, show),
    get('/open/:slug/feed.atom', anyone, feed),
    get('/open/:slug/card.png', anyone, card),
    ...decidedRoutes(house),
    get('/open/:slug/:lang', anyone, showIn),
    get('/open/:slug/pictures/:file', anyone, picture('large')),
    get('/open/:slug/pictures/:file/small', anyone, picture('small')),
  ];
}
