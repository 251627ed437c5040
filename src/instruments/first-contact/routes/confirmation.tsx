import { z } from 'zod';
import { findRequest } from '../../../mechanisms/request/store.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import { isClosed } from '../../accounts/store.ts';
import { asGuest, mayScreen } from '../access.ts';
import { confirmBrief, discardBrief, releaseBrief } from '../actions/briefs.ts';
import { words } from '../messages/index.ts';
import { type Brief, findBrief, listHeld, lockBrief } from '../store/briefs.ts';
import { findLiaison, findUnit, listUnits } from '../store/units.ts';
import { ConfirmPage, GonePage } from '../views/confirm.tsx';
import { HeldListPage, HeldPage } from '../views/held.tsx';
import { markOf } from './brief-door.ts';
import { followPath } from './door.ts';

const discardForm = z.object({ reason: z.string().trim().min(1, 'held.reason').max(2_000, 'text.long') });

export function confirmationHandlers(house: House) {
  /** Where a confirming link leads: to a page that waits, to the request it became, or nowhere. */
  async function follow(page: Page) {
    const [id, person, mark] = house.links.open('confirm', page.param('token')) ?? [];
    if (!id || !person) return undefined;
    page.setHeader('Cache-Control', 'private, no-store');
    const scope = asGuest(person, id);
    return page.read(async (tx) => {
      if (await isClosed(tx, scope)) return undefined;
      const brief = await findBrief(tx, id);
      if (!brief)
        return (await findRequest(tx, id)) ? { scope, path: followPath(house, id, person) } : undefined;
      // The address was corrected since: only the mail to the new one counts.
      if (!brief.sentAt || !brief.content.email || markOf(brief.content.email) !== mark) return undefined;
      const unit = brief.unit ? await findUnit(tx, brief.unit) : await findLiaison(tx);
      return { scope, path: undefined, brief, unit, person };
    }, scope);
  }

  const whereIn = (page: Page) => {
    const token = page.param('token');
    return { token, link: `${house.config.url}/links/confirmations/${token}` };
  };

  async function confirmPage(page: Page): Promise<Response> {
    const found = await follow(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    if (found.path !== undefined) return page.redirect(found.path);
    return page.html(<ConfirmPage page={page} brief={found.brief} unit={found.unit} {...whereIn(page)} />);
  }

  async function confirm(page: Page): Promise<Response> {
    const found = await follow(page);
    if (!found) return page.html(<GonePage page={page} />, 404);
    if (found.path !== undefined) return page.redirect(found.path);
    const { brief, scope, unit, person } = found;
    const t = words(page.locale);
    return page.press({
      say: t,
      as: scope,
      opening: () => ({ grant: [brief.id] }),
      again: (form) => <ConfirmPage page={page} brief={brief} unit={unit} {...whereIn(page)} form={form} />,
      act: async (tx) => {
        const current = await lockBrief(tx, brief.id);
        if (!current) return { to: followPath(house, brief.id, person) };
        const done = await confirmBrief(tx, current, page.city);
        if (done === 'delivered') return { to: followPath(house, brief.id, person), told: t('sent.told') };
        return { to: `/links/confirmations/${page.param('token')}` };
      },
    });
  }

  async function held(page: Page): Promise<Response> {
    const found = await page.read(async (tx) => {
      const liaison = await findLiaison(tx);
      if (!mayScreen(page.scope, liaison?.id)) throw new NotFound();
      const briefs = await listHeld(tx);
      return {
        briefs,
        units: await listUnits(
          tx,
          briefs.map((brief) => brief.unit),
        ),
      };
    });
    return page.html(<HeldListPage page={page} {...found} />);
  }

  async function loadHeld(page: Page): Promise<Brief> {
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    return page.read(async (tx) => {
      const liaison = await findLiaison(tx);
      const brief = mayScreen(page.scope, liaison?.id) ? await findBrief(tx, id) : undefined;
      if (!brief?.heldAt) throw new NotFound();
      return brief;
    });
  }

  const unitOf = (page: Page, brief: Brief) =>
    page.read(async (tx) => (brief.unit ? findUnit(tx, brief.unit) : findLiaison(tx)));

  async function heldPage(page: Page): Promise<Response> {
    const brief = await loadHeld(page);
    return page.html(<HeldPage page={page} brief={brief} unit={await unitOf(page, brief)} />);
  }

  async function release(page: Page): Promise<Response> {
    const t = words(page.locale);
    const brief = await loadHeld(page);
    return page.press({
      say: t,
      opening: () => ({ grant: [brief.id] }),
      again: async (form) => (
        <HeldPage page={page} brief={brief} unit={await unitOf(page, brief)} form={form} />
      ),
      act: async (tx) => {
        const current = await lockBrief(tx, brief.id);
        if (!current) throw new NotFound();
        await releaseBrief(tx, current, page.city);
        return { to: '/requests/held', told: t('held.released') };
      },
    });
  }

  async function discard(page: Page): Promise<Response> {
    const t = words(page.locale);
    const brief = await loadHeld(page);
    return page.submit(discardForm, {
      say: t,
      opening: () => ({ grant: [brief.id] }),
      again: async (form) => (
        <HeldPage page={page} brief={brief} unit={await unitOf(page, brief)} form={form} />
      ),
      act: async (tx, { reason }) => {
        const current = await lockBrief(tx, brief.id);
        if (!current) throw new NotFound();
        await discardBrief(tx, current, reason);
        return { to: '/requests/held', told: t('held.discarded') };
      },
    });
  }

  return { confirmPage, confirm, held, heldPage, release, discard };
}
