import { findRound } from '../../mechanisms/sealed-round/store.ts';
import type { House } from '../../platform/house.ts';
import { lockPeople } from '../accounts/store.ts';
import { listPartners } from '../partnerships/store.ts';
import { settle } from './actions/deciding.ts';
import { listToSettle, listWays } from './store.ts';

/** When a partner leaves, those who stay may all have given their word already. */
export async function settleAfterLeaving(house: House): Promise<void> {
  for (const { id, space } of await house.database.system(listToSettle)) {
    await house.database.system(async (tx) => {
      await lockPeople(tx, space);
      const round = await findRound(tx, id);
      const [way] = await listWays(tx, id);
      if (!round || !way || way.settledAt) return;
      const names = new Map((await listPartners(tx, space)).map((partner) => [partner.id, partner.name]));
      await settle(tx, { id, space, title: round.title }, way, names);
    });
  }
}
