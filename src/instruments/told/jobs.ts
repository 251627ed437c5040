import { type CityView, nameOfCity } from '../../platform/city.ts';
import type { House } from '../../platform/house.ts';
import type { DeskItem, Happened } from '../../platform/instrument.ts';
import { kindsForOthers, narrate } from '../../platform/journal/happened.ts';
import type { Letter } from '../../platform/mail/post.ts';
import { nobody } from '../../platform/scope.ts';
import { type Group, letterOf, type Telling } from './emails.tsx';
import { askingOf, dueSoon, idFrom, keyOf, lastStrikes, partnershipOf } from './rules.ts';
import {
  addReminders,
  closeAsked,
  listAsked,
  listNews,
  listPartnershipNames,
  listReadable,
  listReaders,
  listReminded,
  listRhythms,
  listToldAtOnce,
  listToldLater,
  listWhoseHourStruck,
  type News,
  setMarks,
  type ToldReader,
  takeTurns,
} from './store.ts';
import { type DueSoon, findDueSoon, readDesk, roomsFor } from './waiting.ts';

/** People who are told in one go, and people one run looks after at most; the next run goes on. */
const batch = 200;
const most = 20_000;
/** Entries that are read in one go: where more are new for some people, fewer of them are told in it. */
const mostEntries = 20_000;

type How = { what: 'at-once' } | { what: 'hour'; weekly: readonly Date[]; due: DueSoon };

/** Tells what happened to those who want to know at once, all that came since in one mail. */
export async function tellAtOnce(house: House): Promise<void> {
  // Without a way for mails nobody is told; once there is one, the digest tells what is not too old.
  if (house.post.way === 'none') return;
  const people = await house.database.system((tx) => listToldAtOnce(tx, most));
  await tellAll(house, people, { what: 'at-once' });
}

/** Tells those whose hour has struck: what happened since they were last told, and what of theirs is due soon. */
export async function tellByTheHour(house: House): Promise<void> {
  if (house.post.way === 'none') return;
  const { timeZone } = await house.city.get();
  const { people, weekly, due } = await house.database.system(async (tx) => {
    const strikes = lastStrikes(tx.now, timeZone);
    return {
      people: await listWhoseHourStruck(tx, strikes.daily, most),
      weekly: strikes.weekly,
      due: await findDueSoon(house, tx, timeZone),
    };
  });
  await tellAll(house, people, { what: 'hour', weekly, due });
}

/**
 * Tells those who were asked something that has a day, at once, though they are told of what happens each day or week:
 * who waits for the morning has a day less. Once for each entry: its mails and that it is done are one transaction.
 */
export async function tellOfTurns(house: House): Promise<void> {
  if (house.post.way === 'none') return;
  const asked = await house.database.system(listAsked);
  const city = await house.city.get();
  for (const { entry, partnership } of asked) {
    const { readers, names, now } = await house.database.system(async (tx) => ({
      readers: await listReaders(tx, await listToldLater(tx, partnership)),
      names: await listPartnershipNames(tx, [partnership]),
      now: tx.now,
    }));
    const asking = readers
      .filter(({ address }) => address)
      .map(({ id, locale, organisations }) => ({ person: id, locale, organisations, entries: [entry] }));
    const readable = await house.database.read(nobody, (tx) => listReadable(tx, asking));
    const letters: Letter[] = [];
    for (const reader of readers) {
      try {
        const [happened] = readable.get(reader.id) ?? [];
        const said = happened && narrate(house, reader.locale, happened, city);
        if (!said) continue;
        const waits = (await readDesk(house, reader, house.instruments)).filter(
          ({ href, due }) => due && href === said.href,
        );
        const told = {
          kind: 'turn',
          reader,
          names,
          city: cityFor(reader, city),
          now,
          reason: entry,
        } as const;
        const telling = waits.length > 0 && putTogether({ ...told, happened: [], waits });
        if (telling) letters.push(letterOf(house, telling));
      } catch (error) {
        house.log.warn({ err: error, person: reader.id }, 'somebody could not be told');
      }
    }
    await house.database.system(async (tx) => {
      if (await closeAsked(tx, entry)) await house.post.sendAll(tx, letters);
    });
  }
  if (asked.length > 0) await house.post.dispatch();
}

const cityFor = ({ locale }: ToldReader, city: CityView) => ({
  ...city,
  name: nameOfCity(city, locale),
});

async function tellAll(house: House, people: readonly string[], how: How): Promise<void> {
  for (let n = 0; n < people.length; n += batch) await tell(house, people.slice(n, n + batch), how);
  if (people.length > 0) await house.post.dispatch();
}

/**
 * Tells some people: finds what is new for them, reads it again as each of them, and writes mails and marks in one
 * transaction. Killed before its end, nothing has happened; run twice, the second finds that the turns are taken.
 */
async function tell(house: House, people: readonly string[], how: How): Promise<void> {
  const city = await house.city.get();
  const found = await house.database.system(async (tx) => {
    const readers = await listReaders(tx, people);
    const wanted = how.what === 'at-once' ? ['at-once'] : ['daily', 'weekly'];
    const news = await listNews(tx, people, wanted, kindsForOthers(house));
    const byId = new Map(readers.map((reader) => [reader.id, reader]));
    const due = news.filter((one) => isDue(one, byId.get(one.person), how));
    const entries = due.reduce((sum, one) => sum + one.entries.length, 0);
    if (entries > mostEntries && people.length > 1) return undefined;
    const rhythms = await listRhythms(tx, people);
    const names = await listPartnershipNames(tx, [...new Set(rhythms.map((one) => one.partnership))]);
    const reminded = how.what === 'hour' ? await listReminded(tx, people) : new Set<string>();
    return { now: tx.now, readers, due, rhythms, names, reminded };
  });
  if (!found) {
    const half = Math.ceil(people.length / 2);
    await tell(house, people.slice(0, half), how);
    return tell(house, people.slice(half), how);
  }
  const newsOf = groupBy(found.due, (one) => one.person);
  const rhythmsOf = groupBy(found.rhythms, (one) => one.person);
  const kinds = new Set(askingOf(house.instruments));
  const asking = found.readers
    .filter(({ address }) => address)
    .map(({ id, locale, organisations }) => {
      const entries = (newsOf.get(id) ?? []).flatMap((one) => one.entries);
      return { person: id, locale, organisations, entries };
    })
    .filter(({ entries }) => entries.length > 0);
  const readable = await house.database.read(nobody, (tx) => listReadable(tx, asking));

  const told: { reader: ToldReader; telling: Telling | undefined; reminders: Buffer[] }[] = [];
  for (const reader of found.readers) {
    try {
      const rhythms = rhythmsOf.get(reader.id) ?? [];
      const silent = new Set(rhythms.filter((one) => one.rhythm === 'never').map((one) => one.partnership));
      const happened = happenedIn(
        { house, city },
        reader,
        newsOf.get(reader.id) ?? [],
        readable.get(reader.id) ?? [],
      );
      const within = rhythms.map((one) => one.partnership).filter((one) => !silent.has(one));
      const asked = happened.some(({ kind }) => kinds.has(kind));
      const desks = how.what === 'hour' ? roomsFor(how.due, happened.length > 0, within) : house.instruments;
      const waits = await readDesk(
        house,
        reader,
        reader.address && (how.what === 'hour' || asked) ? desks : [],
      );
      if (reader.rhythm === 'never') silent.add('');
      const heard = waits.filter((item) => !silent.has(partnershipOf(item.href) ?? ''));
      const reminders = (how.what === 'hour' ? heard : [])
        .filter((item) => partnershipOf(item.href) && dueSoon(item, found.now, city.timeZone))
        .map((item) => ({ item, key: keyOf(reader, item) }))
        .filter(({ key }) => !found.reminded.has(`${reader.id} ${key.toString('hex')}`));
      told.push({
        reader,
        telling: tellingOf({
          reader,
          city: cityFor(reader, city),
          now: found.now,
          names: found.names,
          happened,
          waits: heard,
          reminders,
        }),
        reminders: reminders.map(({ key }) => key),
      });
    } catch (error) {
      // One whose desk cannot be read keeps no other from being told; their turn comes again.
      house.log.warn({ err: error, person: reader.id }, 'somebody could not be told');
    }
  }

  await house.database.system(async (tx) => {
    const turns = await takeTurns(
      tx,
      city.space,
      told.map(({ reader: { id, turn } }) => ({
        id,
        turn,
        weekly: (newsOf.get(id) ?? []).some((one) => one.rhythm === 'weekly'),
      })),
      how.what,
    );
    const now = told.filter(({ reader }) => turns.has(reader.id));
    await house.post.sendAll(
      tx,
      now.flatMap(({ telling }) => (telling ? [letterOf(house, telling)] : [])),
    );
    await setMarks(
      tx,
      found.due.filter(({ person }) => turns.has(person)),
    );
    await addReminders(
      tx,
      now.flatMap(({ reader, reminders }) => reminders.map((item) => ({ person: reader.id, item }))),
    );
  });
}

/** What is told weekly waits until the hour has struck on a Monday. */
function isDue(news: News, reader: ToldReader | undefined, how: How): boolean {
  if (!reader || how.what === 'at-once' || news.rhythm !== 'weekly') return reader !== undefined;
  return (reader.weeklyAt ?? news.since) < how.weekly[reader.hour]!;
}

type Line = Group['happened'][number] & { id: string; kind: string; partnership: string };

/** What of it the reader may read and some room tells, newest first. */
function happenedIn(
  { house, city }: { house: House; city: CityView },
  reader: ToldReader,
  news: readonly News[],
  readable: readonly Happened[],
): Line[] {
  const partnerships = new Map(news.map(({ space, partnership }) => [space, partnership]));
  return readable.flatMap((happened) => {
    const said = narrate(house, reader.locale, happened, city);
    const partnership = partnerships.get(happened.space);
    return said && partnership
      ? [{ ...said, id: happened.id, kind: happened.kind, at: happened.at, partnership }]
      : [];
  });
}

type Found = Pick<Telling, 'city' | 'now'> & {
  reader: ToldReader;
  names: ReadonlyMap<string, string>;
  happened: readonly Line[];
  waits: readonly DeskItem[];
  reminders: readonly { item: DeskItem; key: Buffer }[];
};

/** What there is to tell; undefined where there is nothing. */
function tellingOf({ names, happened, reminders, ...found }: Found): Telling | undefined {
  if (happened.length === 0 && reminders.length === 0) return undefined;
  const onlyReminds = happened.length === 0;
  return putTogether({
    ...found,
    kind: onlyReminds ? 'reminder' : 'digest',
    waits: onlyReminds ? reminders.map(({ item }) => item) : found.waits,
    names,
    happened,
    reason: happened[0]?.id ?? idFrom(reminders[0]!.key),
  });
}

type Told = Pick<Telling, 'kind' | 'city' | 'now' | 'reason'> & Omit<Found, 'reminders'>;

/** Undefined for who cannot be written to. */
function putTogether({ reader, names, happened, waits, ...told }: Told): Telling | undefined {
  const { address } = reader;
  if (!address) return undefined;
  const lines = groupBy(happened, (line) => line.partnership);
  const about = new Set([...waits.map(({ href }) => partnershipOf(href) ?? ''), ...lines.keys()]);
  about.delete('');
  const [id, ...others] = about;
  return {
    ...told,
    reader: { ...reader, address },
    waits: waits.map((item) => ({ ...item, partnership: names.get(partnershipOf(item.href) ?? '') })),
    groups: [...lines].map(([id, happened]) => ({ id, name: names.get(id) ?? '', happened })),
    only: id && others.length === 0 ? { id, name: names.get(id) ?? '' } : undefined,
  };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  return Map.groupBy(items, keyOf);
}
