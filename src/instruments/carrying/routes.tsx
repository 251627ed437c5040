import { Readable } from 'node:stream';
import { z } from 'zod';
import { CarryProblem } from '../../platform/carrying/problem.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { administrator, get, participants, post, type Route } from '../../platform/http/route.ts';
import { isId, newId } from '../../platform/id.ts';
import { emptyForm, type FormState } from '../../ui/form-state.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import { mayTakeAlong } from './access.ts';
import { packPartnership } from './actions.ts';
import type { Arriving } from './arriving.ts';
import { words } from './messages/index.ts';
import { type About, fileNameOf, largestFile, largestMegabytes, stateOf } from './rules.ts';
import { findArrival, insertArrival, listArrivals, markBegun, markEnded } from './store.ts';
import { ArrivalPage } from './views/arrival.tsx';
import { ExportPage } from './views/export.tsx';
import { ImportsPage } from './views/imports.tsx';

const imports = '/settings/partnership-imports';
/** Bytes that come with a file in its form. */
const besideFile = 64 * 1024;

export function routes(house: House, arriving: Arriving): Route[] {
  async function loadToTake(page: Page) {
    return page.read(async (tx) => {
      const inside = await loadPartnership(tx, page.param('id'));
      if (!mayTakeAlong(tx.scope, inside.partnership.id, inside.partners)) throw new NotFound();
      return inside;
    });
  }

  async function showExport(page: Page): Promise<Response> {
    return page.html(<ExportPage page={page} inside={await loadToTake(page)} />);
  }

  async function download(page: Page): Promise<Response> {
    const { partnership } = await loadToTake(page);
    const packed = await packPartnership(house, { id: partnership.id, holds: 'shared', locale: page.locale });
    if (!packed) throw new NotFound();
    return page.stream(Readable.toWeb(packed.zip) as ReadableStream, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${fileNameOf(partnership.name, page.now)}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
  }

  async function list(page: Page, form: FormState = emptyForm) {
    const arrivals = await page.read(listArrivals);
    const stands = arrivals.map((one) => ({
      ...one,
      state: stateOf(one, arriving.progressOf(one.id) !== undefined),
    }));
    return <ImportsPage page={page} arrivals={stands} form={form} />;
  }

  async function send(page: Page): Promise<Response> {
    const before = await page.ledBefore();
    if (before) return page.redirect(before.to, before.told);
    return house.files.inTurn(async () => {
      const id = newId();
      const looked = await lookAt(page, id);
      const act = async (tx: Tx) => {
        if (looked instanceof Refusal) throw looked;
        await insertArrival(tx, { id, city: page.city.space, about: looked });
        return { to: `${imports}/${id}` };
      };
      return page.submit(z.object({}), { say: words(page.locale), again: (form) => list(page, form), act });
    });
  }

  /** What is in the file that was sent; or why it is none of ours. */
  async function lookAt(page: Page, id: string): Promise<About | Refusal> {
    const { file } = (await page.submitted()).files;
    if (!file || file.length === 0) return new Refusal('file.wanted', 'file');
    if (file.length > largestFile) return new Refusal('file.large', 'file', { n: largestMegabytes });
    try {
      return await arriving.look(id, file, page.locale);
    } catch (error) {
      if (!(error instanceof CarryProblem)) throw error;
      return new Refusal(`fault.${error.fault}`, 'file', error.values);
    }
  }

  async function load(page: Page) {
    const id = page.param('arrival');
    const found = isId(id) ? await page.read((tx) => findArrival(tx, id)) : undefined;
    if (!found || found.came_of === 'dropped') throw new NotFound();
    return found;
  }

  async function show(page: Page) {
    const arrival = await load(page);
    const progress = arriving.progressOf(arrival.id);
    const state = stateOf(arrival, progress !== undefined);
    // Without scripts too: the browser comes back by itself.
    if (state === 'going') page.setHeader('Refresh', '2');
    return <ArrivalPage page={page} arrival={arrival} state={state} progress={progress} />;
  }

  async function bring(page: Page): Promise<Response> {
    const { id } = await load(page);
    return page.press({
      say: words(page.locale),
      again: () => show(page),
      act: async (tx) => {
        if (await markBegun(tx, id)) begun.add(id);
        return { to: `${imports}/${id}` };
      },
      done: async () => {
        if (begun.delete(id)) arriving.begin(id, page.scope);
      },
    });
  }
  const begun = new Set<string>();

  async function drop(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { id } = await load(page);
    return page.press({
      say: t,
      again: () => show(page),
      act: async (tx) => {
        if (!arriving.progressOf(id)) await markEnded(tx, id, 'dropped');
        return { to: imports, told: t('arrival.dropped') };
      },
      done: async () => {
        if (!arriving.progressOf(id)) await arriving.drop(id);
      },
    });
  }

  return [
    get('/partnerships/:id/export', participants, showExport),
    get('/partnerships/:id/export/file', participants, download),
    get(imports, administrator, async (page) => page.html(await list(page))),
    post(imports, administrator, send, { maxBody: largestFile + besideFile }),
    get(`${imports}/:arrival`, administrator, async (page) => page.html(await show(page))),
    post(`${imports}/:arrival`, administrator, bring),
    post(`${imports}/:arrival/dropping`, administrator, drop),
  ];
}
