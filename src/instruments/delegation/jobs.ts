import { nameOfCity } from '../../platform/city.ts';
import type { House } from '../../platform/house.ts';
import { addDays } from '../../platform/working-days.ts';
import { listReaders } from '../told/store.ts';
import { letterOf } from './emails.tsx';
import { lastMonday, weekBefore } from './rules.ts';
import { listToldOfWeeks, listToTellOfWeeks, loadDecidedAndOpen, markWeekTold, weekKey } from './store.ts';

/** People looked after in one run at most; the next run goes on. */
const most = 2_000;

/**
 * Tells those who take part what was decided in the week before, once their hour has struck on Monday, or as soon as the
 * program is there again. Once each: the mail and that it was told are one transaction, whoever runs it beside.
 */
export async function tellOfWeeks(house: House): Promise<void> {
  if (house.post.way === 'none') return;
  const city = await house.city.get();
  const { timeZone } = city;
  const due = await house.database.system(async (tx) => {
    const { monday } = lastMonday(tx.now, 23, timeZone);
    const told = await listToldOfWeeks(tx, addDays(monday, -7));
    return (await listToTellOfWeeks(tx, weekBefore(monday, timeZone).from))
      .map((one) => ({ ...one, ...lastMonday(tx.now, one.hour, timeZone) }))
      .filter((one) => one.since < one.struck)
      .filter((one) => !told.has(weekKey(one.person, one.partnership, one.monday)))
      .slice(0, most);
  });
  let sent = false;
  for (const { person, partnership, name, monday } of due) {
    try {
      const scope = await house.accounts.scopeOfPerson(person);
      const [reader] = await house.database.system((tx) => listReaders(tx, [person]));
      if (!scope || !reader?.address) continue;
      // As they read it themselves, so that a mail says nothing that its page does not.
      const read = await house.database.read(scope, (tx) =>
        loadDecidedAndOpen(tx, partnership, weekBefore(monday, timeZone)),
      );
      if (read.decided.length === 0) continue;
      const letter = letterOf(house, {
        reader: { ...reader, address: reader.address },
        city: { ...city, name: nameOfCity(city, reader.locale) },
        ...{ partnership: { id: partnership, name }, monday, read },
      });
      await house.database.system(async (tx) => {
        if (await markWeekTold(tx, { person, partnership, monday })) await house.post.send(tx, letter);
      });
      sent = true;
    } catch (error) {
      // One who cannot be told keeps no other from being told; their turn comes again.
      house.log.warn({ err: error, person }, 'somebody could not be told of a week');
    }
  }
  if (sent) await house.post.dispatch();
}
