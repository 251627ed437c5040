import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { forgetSubjects, indexSubject } from '../../platform/search/index-subject.ts';
import { plainText } from '../../ui/markdown.ts';
import { commentKind, type Room, type Topic } from './room.ts';
import { callsTooMany, findCalled, mostNamed, readUpto, type Span, spanFrom, spanOfLast } from './rules.ts';
import {
  type Comment,
  findComment,
  findStanding,
  insertCalls,
  insertComment,
  listComments,
  listEarlier,
  listPeople,
  listSomePeople,
  lockComment,
  markRead,
  removeCalls,
  type Said,
  type Standing,
  seeCalls,
  setTakenBack,
  updateComment,
} from './store.ts';

/** Comments as a page shows them: those of a span that stand, and what the reader had read before. */
export async function loadTalk(tx: Tx, topic: Topic, asked: string | 'last') {
  const standing = await findStanding(tx, topic.id);
  const span = asked === 'last' ? spanOfLast(standing) : spanFrom(asked, standing);
  const comments = await listComments(tx, topic.id, span);
  const people = topic.writes ? await listSomePeople(tx, topic.partnership.id, mostNamed + 1) : [];
  return { topic, standing, span, comments, people };
}
export type Talk = Awaited<ReturnType<typeof loadTalk>>;

/** Whether seeing this changes what the reader has read. */
export function readsOn({ topic, standing, span, comments }: Omit<Talk, 'people'>): boolean {
  if (!topic.goesOn) return false;
  return readUpto(span, standing) > standing.upto || comments.some(({ calls }) => calls);
}

/** Writes down that the reader has read this. */
export async function noteRead(tx: Tx, { topic, standing, span }: Pick<Talk, 'topic' | 'standing' | 'span'>) {
  await keepRead(tx, topic, standing, span);
  await seeCalls(tx, topic.id, span);
}

async function keepRead(tx: Tx, topic: Topic, standing: Standing, span: Span): Promise<void> {
  const upto = readUpto(span, standing);
  if (upto > standing.upto) await markRead(tx, { id: topic.id, space: topic.partnership.id }, upto);
}

/** The reader wants no more of what is unread: all of it counts as read. */
export async function noteAllRead(tx: Tx, topic: Topic): Promise<void> {
  if (!topic.goesOn) return;
  const { length, upto } = await findStanding(tx, topic.id);
  if (length > upto) await markRead(tx, { id: topic.id, space: topic.partnership.id }, length);
  await seeCalls(tx, topic.id, { from: 1, to: length });
}

/**
 * Says something about it. Throws a Refusal `called.unclear` where somebody is called by a name that several have.
 * Returns the number of the comment.
 */
export async function say(tx: Tx, room: Room, topic: Topic, said: Said): Promise<number> {
  if (!topic.writes) throw new Forbidden('those who contribute');
  const called = await whoIsCalled(tx, topic, said.text);
  const of = { id: topic.id, space: topic.partnership.id };
  const { id, number } = await addComment(tx, room, of, said);
  // Whoever had read all has read what they say themselves.
  if ((await findStanding(tx, topic.id)).upto === number - 1) await markRead(tx, of, number);
  await record(tx, room, topic, 'commented', { comment: id, number });
  await call(tx, room, topic, { id, number }, called);
  return number;
}

/** A comment, and its words in the search; it is told by who adds it. */
export async function addComment(tx: Tx, room: Room, of: { id: string; space: string }, said: Said) {
  const added = await insertComment(tx, of, said);
  await index(tx, room, of.space, added.id, said);
  return added;
}

async function whoIsCalled(tx: Tx, topic: Topic, text: string): Promise<string[]> {
  if (!text.includes('@')) return [];
  const { called, unclear } = findCalled(text, await listPeople(tx, topic.partnership.id));
  if (unclear[0]) throw new Refusal('called.unclear', 'text', { name: unclear[0] });
  if (callsTooMany(called)) throw new Refusal('called.many', 'text');
  return called.filter((id) => id !== tx.scope.person?.id);
}

async function call(
  tx: Tx,
  room: Room,
  topic: Topic,
  { id, number }: { id: string; number: number },
  people: readonly string[],
): Promise<void> {
  await insertCalls(tx, { id, space: topic.partnership.id }, people);
  for (const person of people)
    await record(
      tx,
      room,
      topic,
      'called',
      { comment: id, number },
      { audience: 'person', audienceId: person },
    );
}

async function record(
  tx: Tx,
  { name }: Room,
  topic: Topic,
  what: string,
  content: { comment: string; number: number },
  whom: { audience: 'person'; audienceId: string } | undefined = undefined,
): Promise<void> {
  await tx.record({
    ...{ space: topic.partnership.id, kind: `${name}.${what}`, subject: topic.id, content },
    ...{ personal: { title: topic.title }, ...whom },
  });
}

async function index(tx: Tx, room: Room, space: string, id: string, { text, locale }: Said): Promise<void> {
  const texts = [{ part: 'text', locale, text: plainText(text), weight: 1 }];
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: commentKind(room),
    id,
    texts,
  });
}

/** One comment with what it said before. */
export async function loadComment(tx: Tx, topic: Topic, id: string) {
  const comment = isId(id) ? await findComment(tx, topic.id, id) : undefined;
  if (!comment) throw new NotFound();
  const own = comment.byPerson === tx.scope.person?.id && topic.writes;
  return { topic, comment, own, earlier: await listEarlier(tx, comment.id) };
}
export type CommentView = Awaited<ReturnType<typeof loadComment>>;

/** One's own comment, to change it. Throws a Forbidden for whoever has not written it. */
export async function loadOwn(tx: Tx, topic: Topic, id: string): Promise<CommentView> {
  const view = await loadComment(tx, topic, id);
  if (!view.own) throw new Forbidden('who wrote it');
  return view;
}

/** Says it in other words; who is called only in these is called now, and who was in others is no more. What says the same is no change. */
export async function sayAnew(tx: Tx, room: Room, topic: Topic, id: string, said: Said): Promise<number> {
  if (isId(id)) await lockComment(tx, id);
  const { comment } = await loadOwn(tx, topic, id);
  if (comment.takenBackAt) throw new Refusal('taken-back', 'text');
  if (comment.text === said.text) return comment.number;
  const called = await whoIsCalled(tx, topic, said.text);
  const people = await listPeople(tx, topic.partnership.id);
  const before = new Set(findCalled(comment.text, people).called);
  await updateComment(tx, id, said);
  await index(tx, room, topic.partnership.id, id, said);
  await record(tx, room, topic, 'comment-changed', { comment: id, number: comment.number });
  await removeCalls(tx, id, called);
  await call(
    tx,
    room,
    topic,
    comment,
    called.filter((person) => !before.has(person)),
  );
  return comment.number;
}

/** Takes one's own comment back, or puts it back. What stands like that already stays so, and is not told. */
export async function takeBack(
  tx: Tx,
  room: Room,
  topic: Topic,
  id: string,
  takenBack: boolean,
): Promise<Comment> {
  const { comment } = await loadOwn(tx, topic, id);
  if (!(await setTakenBack(tx, id, takenBack))) return comment;
  if (takenBack) await forgetSubjects(tx, [id]);
  else await index(tx, room, topic.partnership.id, id, comment);
  const what = takenBack ? 'comment-taken-back' : 'comment-put-back';
  await record(tx, room, topic, what, { comment: id, number: comment.number });
  return comment;
}
