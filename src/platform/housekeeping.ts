import type { House } from './house.ts';

const day = 86_400_000;

/**
 * Throws away what has served, by what the rooms declare (`keeps`). Each by itself: one that fails keeps no other from
 * going, and is told in the log.
 */
export async function forgetOld(house: House): Promise<void> {
  const { now } = await house.database.system(async (tx) => ({ now: tx.now }));
  for (const { name, personal } of house.instruments)
    for (const { days, forget } of personal?.keeps ?? [])
      await forget(house, new Date(now.getTime() - days * day)).catch((error) =>
        house.log.error({ err: error, room: name }, 'housekeeping: something was not thrown away'),
      );
}
