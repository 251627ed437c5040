import { askAlso, askRound, extendRound, withdrawRound } from '../../mechanisms/sealed-round/actions.ts';
import { type Answerable, answeredFor } from '../../mechanisms/sealed-round/answering.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import {
  addMark,
  addNote,
  addPassages,
  listMarks,
  type Mark,
  type NewMark,
  setCompared,
  setRemoved,
  setVoice,
} from '../../mechanisms/sealed-round/marks.ts';
import { type Opens, type Question, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import {
  findNext,
  findRound,
  holdRound,
  listAsked,
  type Round,
} from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { forgetSubjects } from '../../platform/search/index-subject.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Partner } from '../partnerships/store.ts';
import { mayAsk, mayMove } from './access.ts';
import { isStarter, readDate } from './rules.ts';
import { indexRound, listWithoutPeople } from './store.ts';

/** Questions that partners ask each other in their own words. Rooms with fixed questions have kinds of their own. */
export const ownKind = 'open';

export type InRound = Answerable & { inside: Inside; mine: Partner | undefined; moves: boolean };

/** Opens the door of a round, or says that there is nothing here. A room with questions of its own names its kind. */
export async function loadRound(
  tx: Tx,
  partnership: string,
  id: string,
  kind: string = ownKind,
): Promise<InRound> {
  const inside = await loadPartnership(tx, partnership);
  const round = isId(id) ? await findRound(tx, id) : undefined;
  if (!round || round.space !== partnership || round.kind !== kind) throw new NotFound();
  const asked = await listAsked(tx, id);
  const { mine } = inside;
  return {
    inside,
    round,
    asked,
    stage: stageOf(round, tx.now),
    mine: mine && asked.some(({ partner }) => partner === mine.id) ? mine : undefined,
    goesOn: inside.contributes,
    moves: mayMove(tx.scope, round) && mayAsk(inside),
  };
}

export type Asking = {
  title: string;
  about: string;
  questions: readonly Question[];
  /** The step of the guide that it belongs to. */
  element?: string | null;
  /** The ready questions that it begins with. */
  ready?: string | null;
  /** The room of ours that asks, with questions of its own. */
  askedFor?: string;
  who: readonly string[];
  opens: Opens;
  day: string;
  time: string;
};

export async function ask(
  tx: Tx,
  partnership: string,
  asking: Asking,
  place: { locale: Locale; timeZone: string },
  previous: string | null = null,
): Promise<string> {
  const inside = await loadPartnership(tx, partnership);
  if (!mayAsk(inside)) throw new Forbidden('those who contribute');
  const known = inside.partners.filter(({ id, name }) => asking.who.includes(id) && name !== '');
  if (known.length < 2) throw new Refusal('who.wanted', 'who');
  // Of two who ask once more at the same instant the second finds that it was done.
  if (isId(previous)) await holdRound(tx, previous);
  const before = previous ? await loadBefore(tx, partnership, previous) : undefined;
  const said = {
    space: partnership,
    title: before?.title ?? asking.title,
    about: asking.about,
    questions: before?.questions ?? asking.questions,
    locale: before?.locale ?? place.locale,
  };
  const id = await askRound(tx, {
    ...said,
    kind: ownKind,
    opens: asking.opens,
    dueAt: readDate(asking, tx.now, place.timeZone),
    partners: known.map((partner) => partner.id),
    previous,
    element: before ? before.element : (asking.element ?? null),
    // A second round about a difference is one more round, and no difference of its own.
    ready: before ? (isStarter(before.ready ?? '') ? before.ready : null) : (asking.ready ?? null),
    askedFor: before ? before.askedFor : (asking.askedFor ?? null),
  });
  await indexRound(tx, id, said);
  return id;
}

/** The round before a second one: it has to be open, and asked again only once. */
export async function loadBefore(tx: Tx, partnership: string, id: string): Promise<Round> {
  const { round, stage } = await loadRound(tx, partnership, id);
  if (stage !== 'open') throw new NotFound();
  if (await findNext(tx, id)) throw new Refusal('again.twice');
  return round;
}

/** A partner for whom nobody signs in, in whose name a facilitator writes down what it said. */
export async function loadRecording(tx: Tx, at: InRound, id: string): Promise<Partner> {
  const partner = at.inside.partners.find((one) => one.id === id);
  const isAsked = at.asked.some((one) => one.partner === id);
  if (!at.inside.facilitates || !partner || !isAsked || at.stage === 'withdrawn') throw new NotFound();
  if (!(await listWithoutPeople(tx, [id])).has(id)) throw new NotFound();
  return partner;
}

function moving(at: InRound): void {
  if (!at.moves) throw new Forbidden('who asked, or facilitates');
}

export async function giveTime(
  tx: Tx,
  at: InRound,
  typed: { day: string; time: string; reason: string },
  timeZone: string,
): Promise<Date> {
  moving(at);
  const due = readDate(typed, tx.now, timeZone);
  await extendRound(tx, at.round, due, typed.reason);
  return due;
}

export async function withdraw(tx: Tx, at: InRound): Promise<void> {
  moving(at);
  await withdrawRound(tx, at.round);
  await forgetSubjects(tx, [at.round.id]);
}

export async function askOthersToo(tx: Tx, at: InRound, who: readonly string[]): Promise<void> {
  moving(at);
  const others = at.inside.partners.filter(({ id, name }) => who.includes(id) && name !== '');
  if (others.length === 0) throw new Refusal('also.wanted', 'who');
  await askAlso(
    tx,
    at.round,
    others.map(({ id }) => id),
  );
}

/** Marks are made by whoever contributes, once the round is open; each for the partner they speak for. */
function marking(at: InRound): string | null {
  if (at.stage !== 'open') throw new NotFound();
  if (!at.inside.contributes) throw new Forbidden('those who contribute');
  const { mine, facilitates } = at.inside;
  if (!mine && !facilitates) throw new Forbidden('those who speak for a partner');
  return mine?.id ?? null;
}

/** Words that somebody copied out of an answer, and sentences that they ticked. */
type Chosen = { words: string; sentences: readonly string[] };

const chosenIn = ({ words, sentences }: Chosen): string[] => [words, ...sentences].filter(Boolean);

export async function mark(
  tx: Tx,
  at: InRound,
  { words, sentences, ...made }: Omit<NewMark, 'words'> & Chosen,
): Promise<void> {
  const by = marking(at);
  if (!at.round.questions.some(({ key }) => key === made.question))
    throw new Refusal('question.wanted', 'question');
  const said = chosenIn({ words, sentences });
  await addMark(tx, at.round, await listAnswers(tx, at.round.id), { ...made, words: said }, by);
}

async function loadMark(tx: Tx, at: InRound, id: string): Promise<Mark> {
  const found = (await listMarks(tx, at.round.id)).find((one) => one.id === id);
  if (!found) throw new NotFound();
  return found;
}

export async function markWords(tx: Tx, at: InRound, id: string, chosen: Chosen): Promise<void> {
  const found = await loadMark(tx, at, id);
  marking(at);
  await addPassages(tx, at.round, await listAnswers(tx, at.round.id), found, chosenIn(chosen));
}

export async function agree(tx: Tx, at: InRound, id: string, so: boolean): Promise<Mark> {
  const found = await loadMark(tx, at, id);
  const by = marking(at);
  if (!by) throw new Forbidden('those who speak for a partner');
  await setVoice(tx, at.round, id, by, so);
  return found;
}

export async function compare(tx: Tx, at: InRound): Promise<void> {
  const by = marking(at);
  if (!by) throw new Forbidden('those who speak for a partner');
  await setCompared(tx, at.round, by);
}

/** One's own marks: those of the partner one speaks for, and those that one made oneself. */
export function isOwnMark(at: InRound, person: string | undefined, made: Mark): boolean {
  const { mine } = at.inside;
  return (
    (mine !== undefined && made.byPartner === mine.id) || (person !== undefined && made.byPerson === person)
  );
}

export async function removeMark(tx: Tx, at: InRound, id: string, removed: boolean): Promise<Mark> {
  const found = await loadMark(tx, at, id);
  marking(at);
  if (!isOwnMark(at, tx.scope.person?.id, found)) throw new Forbidden('who made the mark');
  await setRemoved(tx, at.round, id, removed);
  return found;
}

export async function note(tx: Tx, at: InRound, text: string, locale: Locale): Promise<void> {
  if (at.stage !== 'open') throw new NotFound();
  await addNote(tx, at.round, { partner: answeredFor(at), text, locale });
}
