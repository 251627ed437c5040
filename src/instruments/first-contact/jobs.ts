import { reminderFor, soonIs } from '../../mechanisms/request/clock.ts';
import { listActs, lockRequest } from '../../mechanisms/request/store.ts';
import type { House } from '../../platform/house.ts';
import { addWorkingDays, dayOf, isWorkingDay } from '../../platform/working-days.ts';
import { briefLives } from './rules.ts';
import { deleteOldBriefs, listDue } from './store/mailing.ts';
import { insertLateNotice, insertReminder } from './store/oversight.ts';

const entryOf = { soon: 'request.due-soon', today: 'request.due-today', late: 'request.late' } as const;

/**
 * Reminds units of what they promised: two working days before, on the day, and when it is late; then the
 * administrators are told as well. Each reminder once; mails go out as answers to the journal entries.
 * Nobody is reminded on a day on which they don't work.
 */
export async function remind(house: House): Promise<void> {
  const city = await house.city.get();
  const due = await house.database.system(async (tx) => {
    const today = dayOf(tx.now, city.timeZone);
    return isWorkingDay(today, city) ? listDue(tx, addWorkingDays(today, soonIs, city)) : [];
  });
  for (const request of due) {
    if (!request.due || !request.unit) continue;
    const { due: promised, unit } = { due: request.due, unit: request.unit };
    // Each in a transaction of its own: one that fails keeps no other from its reminder.
    await house.database.system(async (tx) => {
      // Answered, or passed on, since the list was made: then there is nothing to remind anybody of.
      const now = await lockRequest(tx, request.id);
      if (now?.state !== 'with-unit' || now.unit !== unit || now.due !== promised) return;
      const today = dayOf(tx.now, city.timeZone);
      const acts = await listActs(tx, request.id);
      const began = acts.findLast((act) => act.due !== null && act.act !== 'added') ?? acts[0];
      const since = dayOf(began?.at ?? request.movedAt, city.timeZone);
      const stage = reminderFor(today, promised, since, city);
      if (!stage || !(await insertReminder(tx, request.id, stage, promised))) return;
      if (stage === 'late')
        await insertLateNotice(tx, city.space, { number: request.number, unit, due: promised });
      await tx.record({
        space: request.id,
        kind: entryOf[stage],
        subject: request.id,
        content: { number: request.number, unit, due: promised, stage },
      });
    });
  }
}

/** Throws away pages that were begun and left. */
export async function forgetOldBriefs(house: House): Promise<void> {
  await house.database.system(async (tx) => {
    await deleteOldBriefs(tx, new Date(tx.now.getTime() - briefLives * 86_400_000));
  });
}
