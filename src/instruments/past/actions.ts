import { listDocumentsOfSteps } from '../../mechanisms/living-document/store.ts';
import { askRound } from '../../mechanisms/sealed-round/actions.ts';
import { type Question, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { listRounds } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { type InRound, loadRound } from '../rounds/actions.ts';
import { readDate } from '../rounds/rules.ts';
import { beginText } from '../texts/actions.ts';
import { mayAdd, mayChange } from './access.ts';
import { type AttemptInput, element, fewest, inOrder, ownKind, readYears } from './rules.ts';
import {
  type Attempt,
  type AttemptFields,
  findAttempt,
  insertAttempt,
  listAttempts,
  markAttempt,
  mostAttempts,
  updateAttempt,
} from './store.ts';

/** What was tried, what was asked, and what follows from it. */
export async function loadPast(tx: Tx, partnership: string) {
  const inside = await loadPartnership(tx, partnership);
  const { shown } = await listRounds(tx, {
    space: partnership,
    kind: ownKind,
    partner: inside.mine?.id ?? null,
  });
  return {
    inside,
    attempts: inOrder(await listAttempts(tx, partnership)),
    rounds: shown.filter(({ withdrawnAt }) => !withdrawnAt),
    // Also one that was begun on the step itself.
    texts: (await listDocumentsOfSteps(tx, partnership)).filter((text) => text.element === element),
  };
}
export type Past = Awaited<ReturnType<typeof loadPast>>;

export function loadHurt(tx: Tx, partnership: string, id: string): Promise<InRound> {
  return loadRound(tx, partnership, id, ownKind);
}

const fieldsOf = ({ years, byWhom, ...words }: AttemptInput, locale: Locale): AttemptFields => ({
  ...words,
  ...readYears(years)!,
  by_whom: byWhom,
  locale,
});

export async function addAttempt(
  tx: Tx,
  partnership: string,
  input: AttemptInput,
  locale: Locale,
): Promise<void> {
  const inside = await loadPartnership(tx, partnership);
  if (!mayAdd(inside)) throw new Forbidden('those who speak for a partner, and the facilitators');
  if ((await listAttempts(tx, partnership)).length >= mostAttempts) throw new Refusal('full');
  const partner = inside.mine?.joinedAt ? inside.mine.id : null;
  const id = await insertAttempt(tx, partnership, { ...fieldsOf(input, locale), partner_id: partner });
  await record(tx, 'added', partnership, { id, ...input });
}

/** One attempt, also one that was taken out, for somebody who may change it. */
export async function loadAttempt(
  tx: Tx,
  partnership: string,
  id: string,
): Promise<{ inside: Inside; attempt: Attempt }> {
  const inside = await loadPartnership(tx, partnership);
  const attempt = isId(id) ? await findAttempt(tx, partnership, id) : undefined;
  if (!attempt) throw new NotFound();
  if (!mayChange(inside, attempt)) throw new Forbidden('the partner that added it, and the facilitators');
  return { inside, attempt };
}

export async function changeAttempt(
  tx: Tx,
  partnership: string,
  id: string,
  input: AttemptInput,
  locale: Locale,
): Promise<void> {
  const { attempt } = await loadAttempt(tx, partnership, id);
  if (attempt.removedAt) throw new Refusal('removed');
  await updateAttempt(tx, id, fieldsOf(input, locale));
  await record(tx, 'changed', partnership, { id, ...input });
}

/** Takes an attempt out, or puts it back. What stands like that already stays so. */
export async function takeOutOrBack(
  tx: Tx,
  partnership: string,
  id: string,
  way: 'removed' | 'returned',
): Promise<void> {
  const { attempt } = await loadAttempt(tx, partnership, id);
  if (await markAttempt(tx, id, way)) await record(tx, way, partnership, attempt);
}

function record(
  tx: Tx,
  what: 'added' | 'changed' | 'removed' | 'returned',
  partnership: string,
  attempt: { id: string; what: string; byWhom: string },
): Promise<string> {
  const personal = { what: attempt.what, byWhom: attempt.byWhom };
  return tx.record({ space: partnership, kind: `attempt.${what}`, subject: attempt.id, personal });
}

type Place = { locale: Locale; timeZone: string; title: string; questions: readonly Question[] };

/** Asks all partners that have joined what still hurts. One question at a time, also of two asked at the same instant. */
export async function askHurt(
  tx: Tx,
  partnership: string,
  typed: { day: string; time: string },
  place: Place,
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, rounds } = await loadPast(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  if (rounds.some((round) => stageOf(round, tx.now) === 'closed')) throw new Refusal('running');
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  if (joined.length < fewest) throw new Refusal('few');
  const dueAt = readDate(typed, tx.now, place.timeZone);
  return askRound(tx, {
    space: partnership,
    kind: ownKind,
    title: place.title,
    about: '',
    questions: place.questions,
    locale: place.locale,
    opens: 'all',
    dueAt,
    partners: joined.map(({ id }) => id),
    previous: null,
  });
}

/** The text in which all agree what follows: begun once, as soon as something stands on the timeline. */
export async function beginWhatFollows(
  tx: Tx,
  partnership: string,
  text: {
    locale: Locale;
    title: string;
    blocksOf: (attempts: readonly Attempt[]) => { heading: string; question: string; text?: string }[];
  },
): Promise<string> {
  await lockPeople(tx, partnership);
  const { inside, attempts, texts } = await loadPast(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const [there] = texts;
  if (there) return there.id;
  if (attempts.length === 0) throw new Refusal('nothing-tried');
  const { locale, title, blocksOf } = text;
  const blocks = blocksOf(attempts);
  return beginText(tx, inside, { kind: ownKind, title, locale, round: null, element, blocks });
}
