import { type CityView, nameOfCity } from '../../platform/city.ts';
import type { House } from '../../platform/house.ts';
import type { Letter } from '../../platform/mail/post.ts';
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
  for (const one of due) {
    try {
      const letter = await findLetter(house, city, one);
      // Also where there is nothing to tell: nobody is looked after twice for the same week.
      await house.database.system(async (tx) => {
        if ((await markWeekTold(tx, one)) && letter) await house.post.send(tx, letter);
      });
      sent ||= letter !== undefined;
    } catch (error) {
      // One who cannot be told keeps no other from being told; their turn comes again.
      house.log.warn({ err: error, person: one.person }, 'somebody could not be told of a week');
    }
  }
  if (sent) await house.post.dispatch();
}

type Due = { person: string; partnership: string; name: string; monday: string };

/** Undefined where nothing was decided that they may read, and for who cannot be written to. */
async function findLetter(
  house: House,
  city: CityView,
  { person, partnership: id, name, monday }: Due,
): Promise<Letter | undefined> {
  const scope = await house.accounts.scopeOfPerson(person);
  const [reader] = await house.database.system((tx) => listReaders(tx, [person]));
  if (!scope || !reader?.address) return undefined;
  const { address } = reader;
  // As they read it themselves, so that a mail says nothing that its page does not.
  const read = await house.database.read(scope, (tx) =>
    loadDecidedAndOpen(tx, id, weekBefore(monday, city.timeZone)),
  );
  if (read.decided.length === 0) return undefined;
  return letterOf(house, {
    reader: { ...reader, address },
    city: { ...city, name: nameOfCity(city, reader.locale) },
    ...{ partnership: { id, name }, monday, read },
  });
}
