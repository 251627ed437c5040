import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { wordFor } from '../partnerships/access.ts';
import { loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import { openOffers, type RaiseInput, runsOut, type Step, standingOf, yesTo } from './rules.ts';
import {
  findDispute,
  insertClock,
  insertDispute,
  insertEntry,
  listDecisions,
  listEntries,
  listOffers,
  listRatings,
  listSides,
  listViews,
  loadClock,
} from './store.ts';

/** The language that somebody writes in, and the clocks of the city. */
export type Here = { locale: Locale; timeZone: string };

/** That there are disputes is known to all who take part. Who, and about what, is not: the entry names nobody. */
export const record = (tx: Tx, space: string, kind: string, subject: string, content = {}) =>
  tx.record({ space, kind: `dispute.${kind}`, subject, content, by: null });

/** One dispute as its sides and those who help read it; to others there is none. */
export async function loadDispute(tx: Tx, partnership: string, id: string) {
  const at = await loadHearing(tx, partnership);
  const dispute = isId(id) ? await findDispute(tx, partnership, id) : undefined;
  if (!dispute) throw new NotFound();
  const sides = await listSides(tx, id);
  const entries = await listEntries(tx, id);
  const offers = await listOffers(tx, id);
  const standing = standingOf(entries, tx.now);
  const { inside } = at;
  const own = wordFor(tx.scope, inside);
  const stillIn = sides.filter(({ isIn }) => isIn);
  return {
    ...at,
    dispute,
    sides,
    stillIn,
    entries,
    offers,
    standing,
    open: openOffers(offers, entries, standing.step).map((one) => ({ ...one, yes: yesTo(one.id, entries) })),
    views: await listViews(tx, id),
    ratings: await listRatings(tx, id),
    end: entries.find(({ kind }) => kind === 'ended'),
    /** The side whose word the reader gives. */
    speaks: stillIn.find((one) => one.id === own),
    /** The side that the reader is of, and works for. */
    side: inside.contributes ? stillIn.find((one) => one.id === inside.mine?.id) : undefined,
    /** Sides without people, for which the reader writes down what they say. */
    silent: inside.facilitates && dispute.helps ? stillIn.filter((one) => one.silent) : [],
    helps: inside.contributes && dispute.helps,
    clock: await loadClock(tx, partnership),
  };
}
export type DisputeView = Awaited<ReturnType<typeof loadDispute>>;

/** The same for who gives the word of a side. Throws a Forbidden for all others. */
export async function loadSpeaking(tx: Tx, partnership: string, id: string) {
  const at = await loadDispute(tx, partnership, id);
  if (!at.speaks) throw new Forbidden('those who answer for a side');
  return { ...at, speaks: at.speaks };
}

/** The same for who is of a side or helps: they write down what was done. */
export async function loadNoting(tx: Tx, partnership: string, id: string): Promise<DisputeView> {
  const at = await loadDispute(tx, partnership, id);
  if (!at.side && !at.helps) throw new Forbidden('those who are of a side, or help');
  return at;
}

export const isOver = ({ standing }: Pick<DisputeView, 'standing'>) => standing.step === 'ended';

/** What the next entry of the log says if it changes nothing of where the dispute stands. */
export const nextEntry = ({ entries }: Pick<DisputeView, 'entries'>) => {
  const { number, step, dueAt } = entries.at(-1)!;
  return { number: number + 1, step, due_at: dueAt };
};

/** Who can raise something, and with whom. Throws a Forbidden for who speaks for no partner that is in. */
export async function loadRaising(tx: Tx, partnership: string) {
  const at = await loadToChange(tx, partnership);
  const mine = at.joined.find(({ id }) => id === at.inside.mine?.id);
  if (!mine) throw new Forbidden('those who speak for a partner');
  return {
    ...at,
    mine,
    others: at.joined.filter(({ id }) => id !== mine.id),
    decisions: await listDecisions(tx, partnership),
  };
}
export type Raising = Awaited<ReturnType<typeof loadRaising>>;

export async function raise(
  tx: Tx,
  partnership: string,
  typed: RaiseInput,
  { locale, timeZone }: Here,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { mine, others, decisions } = await loadRaising(tx, partnership);
  if (!typed.with.every((one) => others.some(({ id }) => id === one)))
    throw new Refusal('with.wanted', 'with');
  const decision = decisions.find(({ id }) => id === typed.decision)?.id ?? null;
  if (typed.decision && !decision) throw new Refusal('decision.gone', 'decision');
  const about = { ...typed, space: partnership, partner: mine.id, decision, locale };
  const id = await insertDispute(tx, about);
  const { raised } = await loadClock(tx, partnership);
  await insertEntry(
    tx,
    { id, space: partnership },
    {
      ...{ number: 1, kind: 'raised', step: 'raised', partner_id: mine.id, locale },
      due_at: runsOut(tx.now, raised, timeZone),
    },
  );
  await record(tx, partnership, 'raised', id);
  return id;
}

/** The days of each step, for who may set them: who facilitates, and who answers for a partner. */
export async function loadToSet(tx: Tx, partnership: string) {
  const at = await loadToChange(tx, partnership);
  if (!at.inside.facilitates && !wordFor(tx.scope, at.inside))
    throw new Forbidden('who facilitates, and those who answer for a partner');
  return { ...at, clock: await loadClock(tx, partnership) };
}

export async function setClock(
  tx: Tx,
  partnership: string,
  days: Readonly<Record<Step, number>>,
): Promise<void> {
  await loadToSet(tx, partnership);
  await insertClock(tx, partnership, days);
  await tx.record({
    space: partnership,
    kind: 'dispute.clock-set',
    subject: partnership,
    content: { ...days },
  });
}

/** A day that lies ahead, or null where none was typed. Throws Refusals at the field. */
export function dayAhead(typed: string, field: string, now: Date, timeZone: string): string | null {
  if (!typed) return null;
  const today = dayOf(now, timeZone);
  const day = readDay(typed, today);
  if (!day) throw new Refusal(isNoSuchDay(typed) ? 'day.none' : 'day.wanted', field);
  if (day <= today) throw new Refusal('day.past', field);
  return day;
}
