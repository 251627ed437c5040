import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Gap, HandOver } from '../../platform/personal/declared.ts';
import { erase, eraseAgain } from '../../platform/personal/erased.ts';
import { accountsOf } from '../../platform/personal/telling.ts';
import { mayErase } from './access.ts';
import { mailAbout } from './emails.tsx';
import { type CityKnows, erasureDays } from './rules.ts';
import { deleteErasure, insertErasure, listDue, saveCityKnows } from './store.ts';

/** What somebody has to hand over before they can go, of every room. */
export function findHandOver(
  { database, instruments }: Pick<House, 'database' | 'instruments'>,
  person: string,
): Promise<HandOver[]> {
  return database.system(async (tx) => {
    const { ids } = await accountsOf(tx, person);
    const found: HandOver[] = [];
    for (const { personal } of instruments) found.push(...((await personal?.handOver?.(tx, ids)) ?? []));
    return found;
  });
}

/** What is left without anybody once somebody is gone, of every room. */
export function findGaps(
  { database, instruments }: Pick<House, 'database' | 'instruments'>,
  person: string,
): Promise<Gap[]> {
  return database.system(async (tx) => {
    const { ids } = await accountsOf(tx, person);
    const found: Gap[] = [];
    for (const { personal } of instruments) found.push(...((await personal?.gaps?.(tx, ids)) ?? []));
    return found;
  });
}

/** Somebody is to be erased: in some days, so that it can be undone. */
export async function askErasure(
  tx: Tx,
  city: string,
  person: string,
  needed: readonly HandOver[],
): Promise<Date> {
  if (!mayErase(tx.scope, person)) throw new NotFound();
  if (needed.length > 0) throw new Refusal('erasure.needed');
  const due = new Date(tx.now.getTime() + erasureDays * 86_400_000);
  if (await insertErasure(tx, city, person, due)) await recordStep(tx, city, person, 'asked');
  return due;
}

export async function undoErasure(tx: Tx, city: string, person: string): Promise<void> {
  if (!mayErase(tx.scope, person)) throw new NotFound();
  if (await deleteErasure(tx, person)) await recordStep(tx, city, person, 'undone');
}

async function recordStep(tx: Tx, city: string, person: string, step: 'asked' | 'undone'): Promise<void> {
  await tx.record({
    space: city,
    kind: `erasure.${step}`,
    subject: person,
    audience: 'person',
    audienceId: person,
  });
}

/** Erases those whose days are over, and again those whom a restore has brought back. */
export async function eraseDue(house: House): Promise<void> {
  const again = await eraseAgain(house, []);
  const due = await house.database.system(listDue);
  const { space } = await house.city.get();
  let held = 0;
  for (const { id, person } of due) {
    // The others have gone meanwhile: the city is not left without anybody, and this goes on as soon as somebody takes over.
    if ((await findHandOver(house, person)).length > 0) {
      held += 1;
      await house.database.system((tx) =>
        mailAbout(house, tx, { step: 'erasure.waits', space, person, reason: id }),
      );
    } else {
      await erase(house, person, (tx) => tx.record({ space, kind: 'erasure.done', audience: 'facilitator' }));
      house.live.leave(person);
    }
  }
  if (again + due.length > 0) house.log.info({ erased: due.length - held, again, held }, 'erasures');
}

/** What only the city knows of its register. */
export async function changeCityKnows(tx: Tx, city: string, known: CityKnows): Promise<void> {
  await saveCityKnows(tx, known);
  await tx.record({ space: city, kind: 'register.changed', audience: 'facilitator' });
}
