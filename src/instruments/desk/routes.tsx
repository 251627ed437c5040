import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, type Route, signedIn } from '../../platform/http/route.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import { DeskPage } from './views.tsx';

export function routes(house: House): Route[] {
  /** One transaction for all rooms, so that the desk is of one moment. */
  async function desk(page: Page): Promise<Response> {
    const { items, now } = await page.read(async (tx) => {
      const found: DeskItem[] = [];
      for (const room of house.instruments) if (room.desk) found.push(...(await room.desk(page, tx)));
      return { items: found, now: tx.now };
    });
    return page.html(<DeskPage page={page} items={items} now={now} />);
  }

  return [get('/desk', signedIn, desk)];
}
