import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accountList } from './instruments/account-list/instrument.ts';
import { accounts } from './instruments/accounts/instrument.ts';
import { adoptions } from './instruments/adoptions/instrument.ts';
import { allies } from './instruments/allies/instrument.ts';
import { benefits } from './instruments/benefits/instrument.ts';
import { carrying } from './instruments/carrying/instrument.ts';
import { footerLinks } from './instruments/city/footer.ts';
import { city } from './instruments/city/instrument.ts';
import { continuity } from './instruments/continuity/instrument.ts';
import { decisions } from './instruments/decisions/instrument.ts';
import { delegation } from './instruments/delegation/instrument.ts';
import { desk } from './instruments/desk/instrument.ts';
import { differences } from './instruments/differences/instrument.ts';
import { directory } from './instruments/directory/instrument.ts';
import { disputes } from './instruments/disputes/instrument.ts';
import { engage } from './instruments/engage/instrument.ts';
import { exchange } from './instruments/exchange/instrument.ts';
import { files } from './instruments/files/instrument.ts';
import { firstContact } from './instruments/first-contact/instrument.ts';
import { fit } from './instruments/fit/instrument.ts';
import { framework } from './instruments/framework/instrument.ts';
import { gate } from './instruments/gate/instrument.ts';
import { goals } from './instruments/goals/instrument.ts';
import { groups } from './instruments/groups/instrument.ts';
import { guide } from './instruments/guide/instrument.ts';
import { lessons } from './instruments/lessons/instrument.ts';
import { live } from './instruments/live/instrument.ts';
import { merging } from './instruments/merging/instrument.ts';
import { movingOn } from './instruments/moving-on/instrument.ts';
import { myData } from './instruments/my-data/instrument.ts';
import { ownSignIn } from './instruments/own-sign-in/instrument.ts';
import { partnerships } from './instruments/partnerships/instrument.ts';
import { past } from './instruments/past/instrument.ts';
import { path } from './instruments/path/instrument.ts';
import { publicPage } from './instruments/public-page/instrument.ts';
import { registration } from './instruments/registration/instrument.ts';
import { roles } from './instruments/roles/instrument.ts';
import { rounds } from './instruments/rounds/instrument.ts';
import { sampleTour } from './instruments/sample-tour/instrument.ts';
import { search } from './instruments/search/instrument.ts';
import { secondFactor } from './instruments/second-factor/instrument.ts';
import { statements } from './instruments/statements/instrument.ts';
import { stories } from './instruments/stories/instrument.ts';
import { strategy } from './instruments/strategy/instrument.ts';
import { structure } from './instruments/structure/instrument.ts';
import { texts } from './instruments/texts/instrument.ts';
import { timeline } from './instruments/timeline/instrument.ts';
import { toDos } from './instruments/to-dos/instrument.ts';
import { told } from './instruments/told/instrument.ts';
import { transition } from './instruments/transition/instrument.ts';
import { valueCards } from './instruments/value-cards/instrument.ts';
import { vision } from './instruments/vision/instrument.ts';
import { ways } from './instruments/ways/instrument.ts';
import { welcome } from './instruments/welcome/instrument.ts';
import { isAway } from './platform/database/away.ts';
import { StoreAway } from './platform/files/store.ts';
import type { House } from './platform/house.ts';
import { type Assets, serveAssets } from './platform/http/assets.ts';
import { chosenOnAnyPage } from './platform/http/chosen.ts';
import { openPage } from './platform/http/open-page.ts';
import type { Page } from './platform/http/page.ts';
import { ClosedAccount, Forbidden, NotFound, OtherBody, TooMany } from './platform/http/problems.ts';
import {
  administrator,
  byLink,
  participants,
  type Route,
  thoseInTheSpace,
  usualBody,
} from './platform/http/route.ts';
import { headers, sameOrigin, secureCookies } from './platform/http/security.ts';
import { newId } from './platform/id.ts';
import type { Instrument } from './platform/instrument.ts';
import { contentType } from './platform/metrics/exposition.ts';
import { type Metrics, metricsOf } from './platform/metrics/metrics.ts';
import { isWithoutRoom } from './platform/room.ts';
import { type ProblemKind, ProblemPage } from './ui/problem-page.tsx';

/** Every room of the house. Nothing else lists them. */
export const rooms: readonly ((house: House) => Instrument)[] = [
  city,
  accounts,
  secondFactor,
  ownSignIn,
  accountList,
  merging,
  myData,
  desk,
  directory,
  registration,
  goals,
  framework,
  valueCards,
  allies,
  exchange,
  welcome,
  sampleTour,
  firstContact,
  partnerships,
  path,
  toDos,
  // Before the guide, whose steps stand at `/guide/:element`.
  lessons,
  guide,
  stories,
  roles,
  groups,
  rounds,
  texts,
  told,
  live,
  files,
  timeline,
  gate,
  engage,
  past,
  continuity,
  statements,
  benefits,
  strategy,
  structure,
  vision,
  // Before decisions, of which a week stands at `/decisions/week`.
  delegation,
  decisions,
  ways,
  adoptions,
  differences,
  disputes,
  fit,
  carrying,
  transition,
  movingOn,
  publicPage,
  search,
];

type Variables = { reference: string; route: string };

export function createApp(house: House, assets: Assets, assetFolder: string): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>();
  const metrics = metricsOf(house);
  app.use(logged(house, metrics));
  app.use(headers(house.config));
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', (context) => ready(context, house));
  if (metrics) app.get('/metrics', (context) => figures(context, metrics));
  app.use(secureCookies(house.config));
  app.get('/assets/:file', serveAssets(assetFolder));
  app.use(plainPath());
  app.use(sameOrigin(house.config, openElsewhere(house)));
  app.use(chosenOnAnyPage());
  for (const { routes } of house.instruments) {
    for (const route of routes)
      app.on(route.method.toUpperCase(), [route.path], ...limitOf(route), (context) =>
        answer(context, route, house, assets),
      );
  }
  app.notFound((context) => problem(context, house, assets, 'not-found', 404));
  app.onError((error, context) => answerTo(error, context, house, assets));
  return app;
}

async function answer(context: Context, route: Route, house: House, assets: Assets): Promise<Response> {
  context.set('route', route.path);
  const page = await openPage(context, house, assets, footerLinks, route.may);
  if (route.may.allows && !route.may.allows(page.scope)) {
    if (page.scope.heldBack && route.may === administrator) return page.redirect('/account/second-factor');
    if (page.scope.person) throw new Forbidden(route.may.name);
    return page.redirect(route.method === 'get' ? signInFor(page) : '/sign-in?next=%2F');
  }
  try {
    return await route.handler(page);
  } catch (error) {
    // Whether it is there or not: who is not signed in is asked to, so that links in mails lead where they should.
    if (!(error instanceof NotFound) || page.scope.person || !mayBeOurs(route)) throw error;
    return page.redirect(signInFor(page));
  }
}

function mayBeOurs(route: Route): boolean {
  return route.method === 'get' && (route.may === thoseInTheSpace || route.may === participants);
}

/** Who takes part by link never had a password: they are led to their way in. */
function signInFor(page: Page): string {
  const way = page.query(byLink.name) === byLink.value ? '/taking-part/way-in' : '/sign-in';
  return `${way}?next=${encodeURIComponent(page.frame.path)}`;
}

function answerTo(error: Error, context: Context, house: House, assets: Assets): Promise<Response> {
  if (error instanceof NotFound || isNoId(error)) return problem(context, house, assets, 'not-found', 404);
  if (error instanceof Forbidden)
    return problem(
      context,
      house,
      assets,
      context.req.method === 'GET' || context.get('route') ? 'forbidden' : 'origin',
      403,
    );
  if (error instanceof ClosedAccount) return problem(context, house, assets, 'closed', 403);
  if (error instanceof OtherBody) return problem(context, house, assets, 'other-body', 422);
  if (error instanceof TooLarge) return problem(context, house, assets, 'too-large', 413);
  if (error instanceof TooMany) {
    context.header('Retry-After', String(error.seconds));
    return problem(context, house, assets, 'too-many', 429, Math.ceil(error.seconds / 60));
  }
  if (isAway(error)) {
    house.log.error({ err: error, reference: context.get('reference') }, 'the database is away');
    return Promise.resolve(away(context));
  }
  if (isWithoutRoom(error)) {
    house.log.error({ err: error, reference: context.get('reference') }, 'the disk is full');
    context.header('Retry-After', '60');
    return problem(context, house, assets, 'no-room', 503);
  }
  if (error instanceof StoreAway) {
    house.log.error({ err: error, reference: context.get('reference') }, 'the store of pictures is away');
    return Promise.resolve(away(context));
  }
  house.log.error(
    { err: error, reference: context.get('reference'), route: context.get('route') },
    'a page broke',
  );
  return problem(context, house, assets, 'broken', 500);
}

async function problem(
  context: Context,
  house: House,
  assets: Assets,
  kind: ProblemKind,
  status: 403 | 404 | 413 | 422 | 429 | 500 | 503,
  minutes = 0,
): Promise<Response> {
  const reference: string = context.get('reference');
  try {
    const page = await openPage(context, house, assets, footerLinks);
    return page.html(
      <ProblemPage frame={page.frame} kind={kind} reference={reference} minutes={minutes} />,
      status as 404,
    );
  } catch {
    return away(context);
  }
}

/** Not even the frame of a page can be had: says so without it. */
function away(context: Context): Response {
  context.header('Retry-After', '10');
  return context.text(
    `Samvirke cannot answer right now. Try again in a moment. Reference: ${context.get('reference')}`,
    503,
  );
}

/** What PostgreSQL says of an id, a character, a day or a time that is none. */
const noSuchValue = new Set(['22P02', '22021', '22007', '22008']);

/** An address with something in it that cannot be: PostgreSQL says so, and there is nothing there. */
function isNoId(error: unknown): boolean {
  return noSuchValue.has((error as { code?: string }).code ?? '');
}

/** One line for each request: no address, no query, no name, and the pattern of the path instead of the path. */
function logged(house: House, metrics: Metrics | undefined) {
  return async (context: Context, next: () => Promise<void>) => {
    const reference = newId().slice(-12);
    context.set('reference', reference);
    context.header('X-Reference', reference);
    const begun = performance.now();
    await next();
    // A stream is answered past what was set before.
    if (!context.res.headers.has('X-Reference')) context.res.headers.set('X-Reference', reference);
    const took = performance.now() - begun;
    const { method } = context.req;
    const { status } = context.res;
    const route: string = context.get('route') ?? '-';
    metrics?.count({ method, route, status }, took / 1000);
    house.log.info({ reference, method, route, status, ms: Math.round(took * 10) / 10 }, 'request');
  };
}

async function ready(context: Context, house: House): Promise<Response> {
  try {
    await house.database.system(async (tx) => tx.now);
    return context.text('ready');
  } catch {
    return context.text('the database does not answer', 503);
  }
}

/** For whoever watches over the program: figures alone, and only for the token that they set. */
async function figures(context: Context, metrics: Metrics): Promise<Response> {
  context.set('route', '/metrics');
  context.header('Cache-Control', 'no-store');
  if (metrics.mayRead(context.req.header('authorization')))
    return context.body(await metrics.tell(), 200, { 'Content-Type': contentType });
  context.header('WWW-Authenticate', 'Bearer');
  return context.text('The token is missing, or is another one.', 401);
}

/**
 * In a link or a redirect, a path that begins with two slashes is the address of another site. One that ends with a
 * slash is ours without it, as people type and copy it.
 */
function plainPath() {
  return async (context: Context, next: () => Promise<void>) => {
    const { pathname, search } = new URL(context.req.url);
    const asked = ['GET', 'HEAD'].includes(context.req.method);
    let from = 0;
    while (pathname[from + 1] === '/') from += 1;
    let to = pathname.length;
    if (asked) while (to > from + 1 && pathname[to - 1] === '/') to -= 1;
    const plain = pathname.slice(from, to);
    return plain === pathname ? next() : context.redirect(plain + search, 308);
  };
}

/** What programs elsewhere may call: the paths of the routes that say so. */
function openElsewhere(house: House): (path: string) => boolean {
  const open = house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ elsewhere }) => elsewhere)
    .map(({ path }) => new RegExp(`^${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`));
  return (path) => open.some((pattern) => pattern.test(path));
}

/** Looking for the body of a request makes a stream of it, which a page that is only asked for does not need. */
function limitOf(route: Route): MiddlewareHandler[] {
  if (route.method === 'get') return [];
  const limit = bodyLimit({
    maxSize: route.maxBody ?? usualBody,
    onError: () => {
      throw new TooLarge();
    },
  });
  return [limit];
}

class TooLarge extends Error {}
