import { loadProposals } from '../../mechanisms/consent/actions.ts';
import type { Room } from '../../mechanisms/consent/room.ts';
import { listDocumentsOfKind } from '../../mechanisms/living-document/store.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import type { AskingRoom } from '../../mechanisms/sealed-round/asking-all/routes.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { lockPeople } from '../accounts/store.ts';
import { hearing, loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import { endPartnership } from '../partnerships/actions/partners.ts';
import { asksFor, findRoundFor } from '../rounds/actions/asked-for.ts';
import { beginText } from '../texts/actions.ts';
import { listPartnerNames } from '../texts/store.ts';
import { mayEnd, mayThank } from './access.ts';
import { words } from './messages/index.ts';
import { learntKind, ownKind, questionsIn, sectionOf, stillOpen, type Way, ways } from './rules.ts';
import {
  findEnd,
  findResumed,
  insertEnd,
  insertThanks,
  listLooseToDos,
  listStates,
  listThanks,
} from './store.ts';

/** How it goes on, as it is put to all partners. */
export const theEnd: Room<Way> = { name: ownKind, words, ways, bare: 'close', door: hearing };

/** The last round: what was learnt. */
export const lastRound: AskingRoom = {
  name: ownKind,
  asking: (locale) => {
    const t = words(locale);
    return { title: t('learnt.title'), about: t('learnt.why'), questions: questionsIn(t) };
  },
  ...asksFor(learntKind, 'moving-on'),
};

/** All that a good end needs, and how far it is. */
export async function loadMovingOn(tx: Tx, partnership: string) {
  const at = await loadHearing(tx, partnership);
  const put = await loadProposals(tx, theEnd, at);
  const states = await listStates(tx, partnership);
  const learnt = await listDocumentsOfKind(tx, partnership, learntKind);
  const resumed = await findResumed(tx, partnership);
  const isOfThisEnd = (at: Date | null) => at !== null && (!resumed || at > resumed);
  const agreed = put.proposals.find(({ outcome, closedAt }) => outcome === 'agreed' && isOfThisEnd(closedAt));
  return {
    ...at,
    ...put,
    agreed,
    states,
    learnt,
    round: await findRoundFor(tx, partnership, learntKind),
    thanks: await listThanks(tx, partnership),
    end: await findEnd(tx, partnership),
    open: stillOpen({
      agreed: agreed !== undefined,
      items: states,
      toDos: (await listLooseToDos(tx, partnership)).length,
      learnt: learnt.some(({ agreedAt }) => isOfThisEnd(agreedAt)),
    }),
  };
}
export type MovingOn = Awaited<ReturnType<typeof loadMovingOn>>;

/** The opened answers as a text that all agree to: a section for each question. */
export async function putDownLearnt(
  tx: Tx,
  partnership: string,
  { title, locale }: { title: string; locale: Locale },
): Promise<string> {
  const { inside } = await loadToChange(tx, partnership);
  const round = await findRoundFor(tx, partnership, learntKind);
  if (!round?.open) throw new Refusal('text.closed');
  const names = await listPartnerNames(tx, partnership);
  const answers = await listAnswers(tx, round.id);
  return beginText(tx, inside, {
    kind: learntKind,
    title,
    locale,
    round: round.id,
    element: 'moving-on',
    blocks: round.questions.map(({ key, text }) => ({
      heading: text.slice(0, 120),
      question: '',
      text: sectionOf(
        answers.map(({ partner, content }) => ({
          partner: names.get(partner) ?? '',
          text: content[key] ?? '',
        })),
      ),
    })),
  });
}

/** From whom thanks come here: the partner that the reader speaks for; of who facilitates and speaks for none, from nobody's. */
export async function loadThanking(tx: Tx, partnership: string) {
  const at = await loadHearing(tx, partnership);
  if (!mayThank(at.inside)) throw new Forbidden('those who speak for a partner');
  const from = at.inside.mine?.joinedAt ? at.inside.mine : undefined;
  const given = (await listThanks(tx, partnership)).filter((one) => one.from === (from?.id ?? null));
  return { ...at, from, given, to: at.joined.filter(({ id }) => id !== from?.id) };
}

/** One sentence to each, or none. What stands like that already is not said again. */
export async function giveThanks(
  tx: Tx,
  partnership: string,
  sentences: ReadonlyMap<string, string>,
  locale: Locale,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { from, given, to } = await loadThanking(tx, partnership);
  const changed = to.filter(
    ({ id }) => (sentences.get(id) ?? '') !== (given.find((one) => one.to === id)?.text ?? ''),
  );
  for (const { id } of changed) {
    const text = sentences.get(id) ?? '';
    await insertThanks(tx, partnership, { from: from?.id ?? null, to: id, text, locale });
  }
  const thanked = changed.filter(({ id }) => sentences.get(id));
  if (thanked.length === 0) return;
  await tx.record({
    space: partnership,
    kind: 'moving-on.thanked',
    subject: partnership,
    content: { n: thanked.length, ...(from && { partner: from.id }) },
  });
}

/** Who facilitates, before the end: what is still open. */
export async function loadEnding(tx: Tx, partnership: string): Promise<MovingOn> {
  const at = await loadMovingOn(tx, partnership);
  if (!mayEnd(at.inside)) throw new Forbidden('who facilitates');
  return at;
}

/** Ends it. Something may be open: then it says why it ends all the same, and that stays. */
export async function endIt(tx: Tx, partnership: string, reason: string, locale: Locale): Promise<void> {
  await lockPeople(tx, partnership);
  const { open } = await loadEnding(tx, partnership);
  if (open.length > 0 && reason === '') throw new Refusal('reason.wanted', 'reason');
  const keys = open.map(({ key }) => key);
  await insertEnd(tx, partnership, { open: keys, reason, locale });
  if (open.length > 0)
    await tx.record({
      space: partnership,
      kind: 'moving-on.ended',
      subject: partnership,
      content: { open: keys },
      personal: { reason },
    });
  await endPartnership(tx, partnership);
}
