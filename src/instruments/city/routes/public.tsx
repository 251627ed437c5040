import type { VNode } from 'preact';
import pack from '../../../../package.json' with { type: 'json' };
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { anyone, get, type Route } from '../../../platform/http/route.ts';
import { listOutbox, loadOutboxMail } from '../../../platform/mail/outbox.ts';
import { legalTexts } from '../rules.ts';
import { findHead, findLogo, findText } from '../store.ts';
import { HomePage, type HomeSections, InvitedPage, NotOpenPage } from '../views/home.tsx';
import { OutboxMailPage, OutboxPage } from '../views/outbox.tsx';
import { AboutPage, JournalPage, LegalPage, SourcesPage } from '../views/public.tsx';

const mostMails = 100;

/** What everybody may read. */
export function publicRoutes(house: House): Route[] {
  async function home(page: Page): Promise<Response> {
    if (!page.city.setUp) return page.html(<NotOpenPage page={page} />);
    const sections = await page.read(async (tx) => {
      const found: HomeSections = { main: [], aside: [] };
      const brought = house.instruments.flatMap((instrument) => instrument.home ?? []);
      for (const { place, section } of brought.sort((a, b) => a.order - b.order)) {
        const node: VNode | undefined = await section(page, tx);
        if (node) found[place].push(node);
      }
      return found;
    });
    return page.html(<HomePage page={page} sections={sections} />);
  }

  /** The address carries the logo's fingerprint, so a browser may keep what it got there. */
  async function logo(page: Page): Promise<Response> {
    const found = await page.read(findLogo);
    if (!found) throw new NotFound();
    const same = page.query('v') === page.city.logo;
    return page.body(new Uint8Array(found.bytes), {
      'Content-Type': found.type,
      'Cache-Control': same ? 'public, max-age=31536000, immutable' : 'no-cache',
      // A browser takes it for this and nothing else: `nosniff` stands on every answer.
    });
  }

  async function journal(page: Page): Promise<Response> {
    const { head, now } = await page.read(async (tx) => ({
      head: await findHead(tx, page.city.space),
      now: tx.now,
    }));
    return page.html(<JournalPage page={page} head={head} now={now} />);
  }

  return [
    get('/', anyone, home),
    get('/logo', anyone, logo),
    get('/invitations', anyone, (page) => page.html(<InvitedPage page={page} />)),
    ...legalTexts.map((kind) =>
      get(`/${kind}`, anyone, async (page) =>
        page.html(<LegalPage page={page} kind={kind} own={await page.read((tx) => findText(tx, kind))} />),
      ),
    ),
    get('/about', anyone, (page) => page.html(<AboutPage page={page} version={pack.version} />)),
    get('/sources', anyone, (page) => page.html(<SourcesPage page={page} />)),
    get('/journal', anyone, journal),
    get('/outbox', anyone, async (page) =>
      page.html(<OutboxPage page={page} mails={await listOutbox(house, mostMails)} />),
    ),
    get('/outbox/:id', anyone, async (page) =>
      page.html(<OutboxMailPage page={page} mail={await loadOutboxMail(house, page.param('id'))} />),
    ),
  ];
}
