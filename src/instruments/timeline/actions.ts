import type { Tx } from '../../platform/database/database.ts';
import { addFile, type KeptPicture, markFile } from '../../platform/files/files.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden, NotFound } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import type { SheetReader } from '../../platform/instrument.ts';
import {
  kindsForOthers,
  listHappened,
  listMarked,
  narrate,
  narratedKinds,
} from '../../platform/journal/happened.ts';
import { dayOf, endOfDay } from '../../platform/working-days.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { mayChange } from './access.ts';
import { latelyMost, type MomentInput, merged, perPage, readPast } from './rules.ts';
import { findMoment, insertMoment, listMoments, type Moment, markMoment, updateMoment } from './store.ts';

/** Opens the timeline for somebody who may put something in. */
export async function loadForChange(tx: Tx, partnership: string): Promise<Inside> {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  return inside;
}

export async function loadMoment(tx: Tx, partnership: string, id: string): Promise<Moment> {
  const found = isId(id) ? await findMoment(tx, partnership, id) : undefined;
  if (!found) throw new NotFound();
  return found;
}

/** A moment with somebody who may change it, take it out and put it back. */
export async function loadOwnMoment(
  tx: Tx,
  partnership: string,
  id: string,
): Promise<{ inside: Inside; moment: Moment }> {
  const inside = await loadForChange(tx, partnership);
  const moment = await loadMoment(tx, partnership, id);
  if (!mayChange(tx.scope, inside, moment)) throw new Forbidden('who put it in, and the facilitators');
  return { inside, moment };
}

/** What is of today stands where it was put in; of another day it is told after all else of that day. */
function placeOf(tx: Tx, input: MomentInput, timeZone: string): { day: string; at: Date } {
  const today = dayOf(tx.now, timeZone);
  const day = readPast(input.day, today)!;
  return { day, at: day === today ? tx.now : endOfDay(day, timeZone) };
}

export async function addMoment(
  tx: Tx,
  partnership: string,
  input: MomentInput,
  timeZone: string,
  picture?: KeptPicture,
): Promise<string> {
  await loadForChange(tx, partnership);
  if (picture) await addFile(tx, partnership, picture);
  const fields = { text: input.text, shows: input.shows, ...placeOf(tx, input, timeZone) };
  const id = await insertMoment(tx, partnership, { ...fields, file_id: picture?.id ?? null });
  const agreed = picture && { agreed: input.agreed === 'yes' };
  await record(tx, 'added', partnership, { id, day: fields.day, picture: Boolean(picture), ...agreed });
  return id;
}

export async function changeMoment(
  tx: Tx,
  partnership: string,
  id: string,
  input: MomentInput,
  timeZone: string,
): Promise<void> {
  const { moment: before } = await loadOwnMoment(tx, partnership, id);
  const place = placeOf(tx, input, timeZone);
  const { at } = place.day === before.day ? before : place;
  const by = tx.scope.person?.id ?? null;
  const changed = { changed_by: by === before.addedBy ? null : by };
  const fields = { text: input.text, shows: input.shows, day: place.day, at, ...changed };
  if (!(await updateMoment(tx, id, fields))) throw new Forbidden('who put it in, and the facilitators');
  await record(tx, 'changed', partnership, { id, day: place.day, picture: Boolean(before.file) });
}

/** Takes a moment out with its picture, or puts both back. What stands like that already stays so. */
export async function takeOutOrBack(
  tx: Tx,
  partnership: string,
  id: string,
  way: 'removed' | 'returned',
): Promise<void> {
  const { day, file } = (await loadOwnMoment(tx, partnership, id)).moment;
  if (!(await markMoment(tx, id, way))) return;
  if (file) await markFile(tx, file, way);
  await record(tx, way, partnership, { id, day, picture: Boolean(file) });
}

/** Without the words: who asks to be taken out of the timeline shall not stay in the journal. */
function record(
  tx: Tx,
  what: 'added' | 'changed' | 'removed' | 'returned',
  partnership: string,
  { id, ...content }: { id: string; day: string; picture: boolean; agreed?: boolean },
) {
  return tx.record({ space: partnership, kind: `moment.${what}`, subject: id, content });
}

/** What stands in the timeline: an entry of the journal as a sentence, or a moment that people put there. */
export type Told = {
  id: string;
  day: string;
  /** Of an entry. */
  kind?: string;
  at?: Date;
  sentence?: string;
  href?: string;
  moment?: Moment;
};

/** One page of a timeline, and what the next one goes on after. */
export type Chapter = { told: Told[]; next: { entry: string; moment: string } | undefined };

/** The moments themselves stand in the timeline; that somebody put them there need not be told beside them. */
const ofMoments = /^moment\./;

/**
 * One page of what happened: newest first, or, for newcomers, the marked part of it from the beginning. `entry`
 * and `moment` are the last of each that were shown before; empty at the start.
 */
export async function readChapter(
  tx: Tx,
  house: House,
  page: Pick<Page, 'locale' | 'city'>,
  asked: { partnership: string; tour: boolean; entry: string; moment: string },
): Promise<Chapter> {
  const { partnership, tour } = asked;
  const most = perPage + 1;
  const order = tour ? 'oldest' : 'newest';
  const entry = asked.entry || undefined;
  const moment = isId(asked.moment) ? asked.moment : undefined;
  const entries = tour
    ? await listMarked(tx, house, { space: partnership, most, after: entry })
    : await listHappened(tx, house, {
        spaces: [partnership],
        kinds: kindsForOthers(house).filter((kind) => !ofMoments.test(kind)),
        shared: true,
        most,
        before: entry,
      });
  const moments = await listMoments(tx, partnership, { order, most, after: moment });
  const all = merged(entries, moments, order);
  const shown = all.slice(0, perPage);
  const told = shown.flatMap((one): Told[] => {
    if ('moment' in one) return [{ id: one.moment.id, day: one.moment.day, moment: one.moment }];
    const said = narrate(house, page.locale, one.entry, page.city);
    const { id, at, kind } = one.entry;
    return said ? [{ id, at, kind, day: dayOf(at, page.city.timeZone), ...said }] : [];
  });
  const last = (of: 'entry' | 'moment') => {
    const found = shown.findLast((one) => of in one) as Record<string, { id: string }> | undefined;
    return found?.[of]?.id ?? asked[of];
  };
  const next = all.length > perPage ? { entry: last('entry'), moment: last('moment') } : undefined;
  return { told, next };
}

/** Everything that happened, from the beginning. */
export async function readAll(
  tx: Tx,
  house: House,
  { locale, timeZone, city }: SheetReader,
  partnership: string,
): Promise<Told[]> {
  const kinds = narratedKinds(house).filter((kind) => !ofMoments.test(kind));
  const most = 2_000_000_000;
  const entries = await listHappened(tx, house, { spaces: [partnership], kinds, shared: true, most });
  const moments = await listMoments(tx, partnership, { order: 'oldest', most });
  return merged(entries.toReversed(), moments, 'oldest').flatMap((one): Told[] => {
    if ('moment' in one) return [{ id: one.moment.id, day: one.moment.day, moment: one.moment }];
    const said = narrate(house, locale, one.entry, city);
    const { id, at, kind } = one.entry;
    return said ? [{ id, at, kind, day: dayOf(at, timeZone), ...said }] : [];
  });
}

/** The last few things that happened, as everybody in the partnership may read them. */
export async function readLately(
  tx: Tx,
  house: House,
  page: Pick<Page, 'locale' | 'city'>,
  partnership: string,
): Promise<{ id: string; at: Date; sentence: string; href?: string }[]> {
  const found = await listHappened(tx, house, { spaces: [partnership], shared: true, most: latelyMost });
  return found.flatMap((one) => {
    const said = narrate(house, page.locale, one, page.city);
    return said ? [{ id: one.id, at: one.at, ...said }] : [];
  });
}
