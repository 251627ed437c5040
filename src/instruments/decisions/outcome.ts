import {
  countToldLately,
  insertDecisionStep,
  insertPublication,
  insertTellings,
  listTold,
} from '../../mechanisms/decision/store.ts';
import { isMailAddress } from '../../platform/address.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/http/problems.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import { isLocale, type Locale } from '../../platform/i18n/locale.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { findPage } from '../public-page/store.ts';
import { addToDo, ownersIn } from '../to-dos/actions.ts';
import { typedOwner } from '../to-dos/rules.ts';
import { loadSteering, type Place, writeOutcome } from './actions.ts';
import { noteRead, readersOf } from './reading.ts';
import { mostTold, type WrittenInput } from './rules/outcome.ts';

// What is written down of a decision, and what comes of it: to-dos, and mails to people outside.

/** The form for who steers, with everybody who can be given something to do. */
export async function loadWriting(tx: Tx, partnership: string, id: string) {
  const at = await loadSteering(tx, partnership, id);
  return { at, owners: await ownersIn(tx, at.inside), told: await listTold(tx, id) };
}
export type WritingView = Awaited<ReturnType<typeof loadWriting>>;

export async function writeAndFollow(
  tx: Tx,
  [partnership, id]: readonly [string, string],
  typed: WrittenInput,
  place: Place,
): Promise<void> {
  const wrong = typed.tell.find((address) => !isMailAddress(address));
  if (wrong) throw new Refusal('tell.wrong', 'tell', { address: wrong });
  await lockPeople(tx, partnership);
  const { at, statement } = await writeOutcome(tx, partnership, id, typed, place);
  await giveSteps(tx, at, typed.steps, dayOf(tx.now, place.timeZone));
  await tell(tx, at, statement, typed.tell, isLocale(typed.tellIn) ? typed.tellIn : place.locale);
  await openOrClose(tx, at, typed.open === 'yes');
  // Whoever writes it down has read it.
  const own = readersOf(at).find((one) => one.id === at.voice?.partner.id);
  if (own) await noteRead(tx, at, { statement, partner: own.id, recording: undefined });
}

type At = Awaited<ReturnType<typeof loadSteering>>;

/** Where the public page of a partnership is; undefined where none is out. */
export async function findPublicAddress(tx: Tx, partnership: string): Promise<string | undefined> {
  const page = await findPage(tx, partnership);
  return page?.audience === 'public' ? `/open/${page.slug}` : undefined;
}

/** Shows it to everybody on the public page of the partnership, as long as that is out, or takes it off. */
export async function openOrClose(tx: Tx, { decision, opened }: At, open: boolean): Promise<void> {
  if (open === opened) return;
  await insertPublication(tx, decision, open);
  await tx.record({
    ...{ space: decision.space, subject: decision.id, kind: open ? 'decision.opened' : 'decision.closed' },
    personal: { title: decision.title },
  });
}

/** A to-do for each line; one that stands there already is not added again. */
async function giveSteps(tx: Tx, at: At, steps: WrittenInput['steps'], today: string): Promise<void> {
  const { decision, inside } = at;
  const there = new Set(at.steps.map((one) => `${typedOwner(one)} ${one.due} ${one.text}`));
  for (const { n, ...step } of steps) {
    if (there.has(`${step.owner} ${readDay(step.due, today)} ${step.text}`)) continue;
    const toDo = await addToDo(tx, inside.partnership.id, step, today).catch((error: unknown) => {
      // Said at the line that it is about.
      if (error instanceof Refusal && error.field === 'owner')
        throw new Refusal('step.owner.wanted', `owner-${n}`);
      throw error;
    });
    await insertDecisionStep(tx, decision, toDo);
  }
}

/** Puts down whom to write to; the mails go out once that is recorded. */
async function tell(
  tx: Tx,
  { decision }: At,
  statement: string,
  addresses: readonly string[],
  locale: Locale,
): Promise<void> {
  if (addresses.length === 0) return;
  const lately = await countToldLately(tx, decision.space);
  if (lately + addresses.length > mostTold * 5) throw new Refusal('tell.today', 'tell');
  const tellings = await insertTellings(tx, { space: decision.space, statement }, addresses, locale);
  if (tellings.length === 0) return;
  await tx.record({
    ...{ space: decision.space, kind: 'decision.told', subject: decision.id },
    content: { statement, tellings },
    personal: { title: decision.title },
  });
}
