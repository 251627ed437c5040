import { findTerms } from '../../mechanisms/adoption/store.ts';
import { settle } from '../../mechanisms/living-document/adopting.ts';
import { listToNotice, notice } from '../../mechanisms/living-document/occasions.ts';
import { lockDocument } from '../../mechanisms/living-document/store.ts';
import type { House } from '../../platform/house.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { isByWords } from './actions/adopting.ts';
import { listJoined, listUnsettled, listUntold, noteTold } from './store.ts';

/** Tells of each agreed text once that its day to look again has come. */
export async function tellToRevisit(house: House): Promise<void> {
  const { timeZone } = await house.city.get();
  const due = await house.database.system((tx) => listUntold(tx, dayOf(tx.now, timeZone)));
  for (const { id, space, title, revisitOn } of due) {
    // Each in a transaction of its own: one that fails keeps no other from being told.
    await house.database.system(async (tx) => {
      if (!revisitOn || !(await noteTold(tx, id, revisitOn))) return;
      await tx.record({
        space,
        kind: 'text.to-revisit',
        subject: id,
        content: { revisitOn },
        personal: { title },
      });
    });
  }
}

/** Tells of texts that are to be looked at again because partners came or went. */
export async function tellOfPartners(house: House): Promise<void> {
  for (const one of await house.database.system(listToNotice))
    await house.database.system((tx) => notice(tx, one));
}

/** When a partner leaves, those who stay may have said yes already, all of them. */
export async function settleAfterLeaving(house: House): Promise<void> {
  const { timeZone } = await house.city.get();
  for (const { id, space } of await house.database.system(listUnsettled)) {
    await house.database.system(async (tx) => {
      await lockPeople(tx, space);
      const document = await lockDocument(tx, id);
      if (!document) return;
      const byWords = isByWords({ terms: await findTerms(tx, space, id) });
      const today = dayOf(tx.now, timeZone);
      await settle(tx, document, { partners: await listJoined(tx, space), today, byWords });
    });
  }
}
