import type { VNode } from 'preact';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { type DeskItem, type Proposal, type RoomWork, workInRooms } from '../../../platform/instrument.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { inOrder } from '../../desk/rules.ts';
import { facilitates } from '../access.ts';
import { openStep } from '../actions/beginning.ts';
import { changePartnership, endPartnership, resumePartnership } from '../actions/partners.ts';
import { loadPartnership } from '../actions.ts';
import { words } from '../messages/index.ts';
import { aboutForm, begunIn, firstToShow, typedAbout } from '../rules.ts';
import {
  findDraft,
  listFacilitators,
  listInvitedAs,
  listMyPartnerships,
  listPeopleOf,
  listVacant,
} from '../store.ts';
import { EditPage } from '../views/edit.tsx';
import { ListPage } from '../views/list.tsx';
import { OverviewPage } from '../views/overview.tsx';
import { unnamedIn } from '../views/who-is-in.tsx';

/** Where partnerships stand, and what each does next. */
export function overviewHandlers(house: House) {
  /** All that waits for the reader anywhere: the rooms say it for the desk, and here it counts as well. */
  async function waiting(page: Page, tx: Tx): Promise<DeskItem[]> {
    const items: DeskItem[] = [];
    for (const room of house.instruments) if (room.desk) items.push(...(await room.desk(page, tx)));
    return inOrder(items);
  }

  const isIn = (base: string) => (item: DeskItem) => item.href === base || item.href.startsWith(`${base}/`);

  async function propose(
    page: Page,
    tx: Tx,
    partnership: string,
    work: readonly RoomWork[],
  ): Promise<Proposal | undefined> {
    const found: Proposal[] = [];
    for (const room of house.instruments) {
      const proposal = await room.next?.(page, tx, partnership, work);
      if (proposal) found.push(proposal);
    }
    return found.toSorted((a, b) => a.order - b.order)[0];
  }

  async function beside(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
    const sections: VNode[] = [];
    for (const { insideAside } of house.instruments) {
      const section = await insideAside?.(page, tx, partnership);
      if (section) sections.push(section);
    }
    return sections;
  }

  async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
    const rooms = house.instruments.flatMap((room) => room.standing ?? []);
    const lines: VNode[] = [];
    for (const room of rooms.toSorted((a, b) => a.order - b.order))
      lines.push(...(await room.lines(page, tx, partnership)));
    return lines;
  }

  async function archives(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
    const sheets: VNode[] = [];
    for (const { archive } of house.instruments)
      if (archive) sheets.push(await archive(page, tx, partnership));
    return sheets;
  }

  async function list(page: Page): Promise<Response> {
    const { mine, items } = await page.read(async (tx) => ({
      mine: await listMyPartnerships(tx, page.person!.id, page.key('after')),
      items: await waiting(page, tx),
    }));
    const shown = mine.shown.map((one) => ({ ...one, next: items.find(isIn(`/partnerships/${one.id}`)) }));
    const more = mine.last && `/partnerships?after=${mine.last.id}`;
    const invited = items.filter((item) => item.href.startsWith('/partnership-invitations/'));
    return page.html(<ListPage page={page} partnerships={shown} more={more} invited={invited} />);
  }

  async function overview(page: Page): Promise<Response> {
    const id = page.param('id');
    const base = `/partnerships/${id}`;
    const seen = await page.read(async (tx) => {
      const inside = await loadPartnership(tx, id).catch(async (error) => {
        if (error instanceof NotFound && facilitates(tx.scope, id)) return undefined;
        throw error;
      });
      if (!inside) return { draft: await findDraft(tx, id) };
      const [next, ...later] = (await waiting(page, tx)).filter(isIn(base));
      const shown = firstToShow(inside.partners, inside.mine);
      const work = inside.partnership.endedAt ? [] : await workInRooms(house.instruments, tx, id);
      return {
        inside,
        shown,
        next,
        later: later.length,
        proposal: next || inside.partnership.endedAt ? undefined : await propose(page, tx, id, work),
        people: await listPeopleOf(
          tx,
          shown.map((partner) => partner.id),
        ),
        facilitators: await listFacilitators(tx, id),
        invitedAs: inside.facilitates
          ? await listInvitedAs(tx, id, unnamedIn(shown))
          : new Map<string, string>(),
        vacant: await listVacant(tx, id),
        standing: inside.partnership.endedAt ? [] : await standing(page, tx, id),
        begun: begunIn(work),
        archive: inside.partnership.endedAt ? await archives(page, tx, id) : [],
        beside: await beside(page, tx, id),
      };
    });
    if (!seen.inside) {
      if (!seen.draft) throw new NotFound();
      return page.redirect(`${base}/beginning/${openStep(seen.draft)}`);
    }
    return page.html(<OverviewPage page={page} view={{ ...seen, mayResume: facilitates(page.scope, id) }} />);
  }

  async function loadToChange(page: Page) {
    const inside = await page.read((tx) => loadPartnership(tx, page.param('id')));
    if (!inside.facilitates) throw new NotFound();
    return inside.partnership;
  }

  async function edit(page: Page, form?: FormState) {
    return <EditPage page={page} partnership={await loadToChange(page)} {...(form && { form })} />;
  }

  async function save(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { id } = await loadToChange(page);
    return page.submit(aboutForm, {
      say: t,
      again: (form) => edit(page, form),
      stands: {
        of: ['partnership', id],
        typed: async (tx) => typedAbout((await loadPartnership(tx, id)).partnership),
      },
      act: async (tx, about) => {
        await changePartnership(tx, id, about);
        return { to: `/partnerships/${id}`, told: t('edit.told') };
      },
    });
  }

  async function end(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { id } = await loadToChange(page);
    return page.press({
      say: t,
      again: (form) => edit(page, form),
      act: async (tx) => {
        await endPartnership(tx, id);
        return { to: `/partnerships/${id}`, told: t('end.told') };
      },
    });
  }

  async function resume(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    return page.press({
      say: t,
      again: (form) => edit(page, form),
      act: async (tx) => {
        await resumePartnership(tx, id);
        return { to: `/partnerships/${id}`, told: t('resume.told') };
      },
    });
  }

  return { list, overview, edit: async (page: Page) => page.html(await edit(page)), save, end, resume };
}
