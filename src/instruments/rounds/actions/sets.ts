import { type Door, type Part, questionsOf } from '../../../mechanisms/same-questions/room.ts';
import { askRound } from '../../../mechanisms/sealed-round/actions.ts';
import { joinedOf, type Opening, readDate, whyNotNow } from '../../../mechanisms/sealed-round/asking.ts';
import { answersInWords, type Content, type Question } from '../../../mechanisms/sealed-round/rules.ts';
import { type ListedRound, listRounds } from '../../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, Refusal } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { StepWork } from '../../../platform/instrument.ts';
import type { Reads } from '../../../platform/personal/declared.ts';
import { lockPeople } from '../../accounts/store.ts';
import { sectorOf } from '../../directory/rules.ts';
import { type Inside, loadPartnership } from '../../partnerships/actions.ts';
import { askOthersToo, giveTime, type InRound, loadRecording, loadRound, withdraw } from '../actions.ts';
import { findFirstAsked, listWithoutPeople } from '../store.ts';

/** What rooms share that ask all partners the same questions, by rounds of a kind of their own. */

/** All rounds of a kind in a partnership, newest first; those that were taken back are left out. */
export async function listSets(tx: Tx, { partnership, mine }: Inside, kind: string): Promise<ListedRound[]> {
  const { shown } = await listRounds(tx, { space: partnership.id, kind, partner: mine?.id ?? null });
  return shown.filter(({ withdrawnAt }) => !withdrawnAt);
}

export type Place = { locale: Locale; timeZone: string; title: string; questions: readonly Question[] };

/** Asks all partners that have joined. One round of a kind at a time, also of two asked at the same instant. */
export async function askAll(
  tx: Tx,
  partnership: string,
  kind: string,
  typed: Opening,
  place: Place,
): Promise<string> {
  await lockPeople(tx, partnership);
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const joined = joinedOf(inside.partners);
  const not = whyNotNow(await listSets(tx, inside, kind), joined.length, tx.now);
  if (not) throw new Refusal(not);
  const dueAt = readDate(typed, tx.now, place.timeZone);
  return askRound(tx, {
    space: partnership,
    kind,
    title: place.title,
    about: typed.about,
    questions: place.questions,
    locale: place.locale,
    opens: typed.opens,
    dueAt,
    partners: joined.map(({ id }) => id),
    previous: null,
  });
}

/** Asks others too: like all who are asked, they have joined. */
export async function askJoinedToo(tx: Tx, at: InRound, who: readonly string[]): Promise<void> {
  if (!at.moves) throw new Forbidden('who asked, or facilitates');
  const joined = joinedOf(at.inside.partners).map(({ id }) => id);
  if (at.inside.partners.some(({ id }) => who.includes(id) && !joined.includes(id))) {
    const isShown =
      at.stage === 'closed' && joined.some((id) => !at.asked.some(({ partner }) => partner === id));
    throw new Refusal('also.not-joined', isShown ? 'who' : '');
  }
  await askOthersToo(tx, at, who);
}

/** The way into a room that asks the same questions everywhere, by rounds of this kind. */
export function doorTo(kind: string): Door<InRound> {
  return {
    enter: loadPartnership,
    load: (tx, partnership, round) => loadRound(tx, partnership, round, kind),
    list: (tx, inside) => listSets(tx, inside, kind),
    ask: (tx, partnership, typed, place) => askAll(tx, partnership, kind, typed, place),
    askAlso: askJoinedToo,
    giveTime,
    withdraw,
    loadRecording,
    listWithoutPeople,
    sectorOf: ({ partners }, id) => {
      const partner = partners.find((one) => one.id === id);
      return partner ? sectorOf(partner.kind) : 'community';
    },
  };
}

/** Since when a partnership is at it: when it was first asked. */
export async function workOfSet(
  tx: Tx,
  partnership: string,
  kind: string,
  work: Pick<StepWork, 'element' | 'label'>,
): Promise<StepWork[]> {
  const begunAt = await findFirstAsked(tx, partnership, kind);
  return begunAt ? [{ ...work, path: kind, begunAt, agreedAt: null, revisitOn: null }] : [];
}

/** Answers of a kind in the copy that somebody gets of their data. */
export function readsOfSet(
  kind: string,
  title: (locale: Locale) => string,
  partsIn: (locale: Locale) => readonly Part[],
): Readonly<Record<string, Reads>> {
  const reads: Reads = ({ text }, { locale }) => {
    const answered = (text ?? {}) as { kind?: string; answers?: Content };
    if (answered.kind !== kind) return {};
    return {
      title: title(locale),
      text: answersInWords(questionsOf(partsIn(locale)), answered.answers ?? {}),
    };
  };
  return { sealed_answer: reads, earlier_draft: reads };
}
