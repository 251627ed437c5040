import type { VNode } from 'preact';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, known, type Route } from '../../platform/http/route.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import { listHappened, narrate } from '../../platform/journal/happened.ts';
import { listOrganisationsById } from '../directory/store/reading.ts';
import { lately } from './rules.ts';
import { DeskPage } from './views.tsx';

export function routes(house: House): Route[] {
  /** One transaction for all rooms, so that the desk is of one moment. */
  async function desk(page: Page): Promise<Response> {
    const { items, did, own, sections, now } = await page.read(async (tx) => {
      const found: DeskItem[] = [];
      for (const room of house.instruments) if (room.desk) found.push(...(await room.desk(page, tx)));
      const since = new Date(tx.now.getTime() - lately.days * 86_400_000);
      const mine = await listHappened(tx, house, { actor: page.person!.id, since, most: lately.most });
      const own = await listOrganisationsById(tx, page.scope.organisations);
      const sections: VNode[] = [];
      for (const { deskSection } of house.instruments) {
        const section = await deskSection?.(page, tx);
        if (section) sections.push(section);
      }
      return { items: found, did: mine, own, sections, now: tx.now };
    });
    const done = did.flatMap((one) => {
      const told = narrate(house, page.locale, one, page.city);
      return told ? [{ ...told, id: one.id, at: one.at }] : [];
    });
    return page.html(<DeskPage page={page} {...{ items, done, own, sections, now }} />);
  }

  return [get('/desk', known, desk)];
}
