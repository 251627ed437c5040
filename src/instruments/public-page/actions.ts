import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal, refuseAll } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { Instrument } from '../../platform/instrument.ts';
import type { Entry } from '../../platform/journal/record.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { slugOf } from '../directory/rules.ts';
import { findLiaison } from '../first-contact/store/units.ts';
import { findGoal } from '../goals/store.ts';
import { facilitates } from '../partnerships/access.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { loadPath } from '../path/actions.ts';
import { listWithoutPeople } from '../rounds/store.ts';
import { listMoments, listMomentsAmong } from '../timeline/store.ts';
import { givesWordOf, mayTakeOff } from './access.ts';
import {
  type AnswerInput,
  freeSlug,
  isAgreed,
  momentsOffered,
  readTold,
  type VersionInput,
} from './rules.ts';
import {
  type Answered,
  findLatest,
  findPage,
  findVersion,
  indexPage,
  insertAnswer,
  insertName,
  insertVersion,
  listAnswers,
  listContacts,
  listNaming,
  listOffered,
  listSlugs,
  listThings,
  type PageRow,
  publish,
  takeOff,
  touch,
  type Version,
} from './store.ts';

/** The page of a partnership as its people see it. */
export type Room = {
  inside: Inside;
  /** Those who have joined: whose yes it takes. */
  joined: Inside['partners'];
  page: PageRow | undefined;
  latest: Version | undefined;
  /** What they said to the latest version, by partner. */
  said: ReadonlyMap<string, Answered>;
  naming: ReadonlySet<string>;
  /** The partner whose word the reader gives. */
  own: string | undefined;
  /** Partners without people of their own, for whom the reader writes down what they said. */
  silent: ReadonlySet<string>;
  takesOff: boolean;
};

export async function loadRoom(tx: Tx, partnership: string): Promise<Room> {
  const inside = await loadPartnership(tx, partnership);
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const latest = await findLatest(tx, partnership);
  const answers = latest ? await listAnswers(tx, latest.id) : [];
  const page = await findPage(tx, partnership);
  const ids = joined.map(({ id }) => id);
  return {
    inside,
    joined,
    page,
    latest,
    said: new Map(answers.map((one) => [one.partner, one])),
    naming: await listNaming(tx, partnership),
    own: givesWordOf(tx.scope, inside),
    silent: inside.facilitates && ids.length > 0 ? await listWithoutPeople(tx, ids) : new Set(),
    takesOff: page?.audience === 'public' && mayTakeOff(tx.scope, inside, facilitates(tx.scope, partnership)),
  };
}

/** What can be shown, to choose from, with what the latest version shows of it. */
export async function loadMaking(
  tx: Tx,
  partnership: string,
  instruments: readonly Instrument[],
  timeZone: string,
) {
  const inside = await loadPartnership(tx, partnership);
  if (!inside.contributes) throw new Forbidden('those who contribute');
  const latest = await findLatest(tx, partnership);
  const contacts = await listContacts(tx, partnership);
  const liaison = await findLiaison(tx);
  const shown = latest ? await listThings(tx, latest.id) : { blocks: [], moments: [] };
  const newest = await listMoments(tx, partnership, { order: 'newest', most: momentsOffered });
  const older = shown.moments.filter((one) => !newest.some(({ id }) => id === one));
  const known = contacts.some(({ id }) => id === liaison?.id);
  return {
    inside,
    latest,
    sections: await listOffered(tx, partnership),
    // One that is shown already is not lost for being old.
    moments: older.length > 0 ? [...newest, ...(await listMomentsAmong(tx, partnership, older))] : newest,
    contacts: liaison && !known ? [...contacts, { id: liaison.id, name: liaison.name }] : contacts,
    step: (await loadPath(tx, { partnership, timeZone, instruments })).next?.id,
    shown,
  };
}
export type Making = Awaited<ReturnType<typeof loadMaking>>;

/** Puts a version to all partners. One that was put to them before and is not out is talked about no more. */
export async function propose(
  tx: Tx,
  partnership: string,
  typed: VersionInput,
  { instruments, timeZone }: { instruments: readonly Instrument[]; timeZone: string },
): Promise<void> {
  await lockPeople(tx, partnership);
  const making = await loadMaking(tx, partnership, instruments, timeZone);
  const { inside, latest } = making;
  const sections = making.sections.filter(
    ({ block, document }) => typed.sections.includes(block) || typed.sections.includes(document),
  );
  const offered = new Set(making.sections.flatMap(({ block, document }) => [block, document]));
  const moments = making.moments.map(({ id }) => id);
  const unknown = (chosen: readonly string[], among: ReadonlySet<string>, field: string) =>
    chosen.every((one) => among.has(one)) ? [] : [new Refusal('choice.unknown', field)];
  refuseAll([
    ...unknown(typed.sections, offered, 'sections'),
    ...unknown(typed.moments, new Set(moments), 'moments'),
    ...unknown(typed.contact ? [typed.contact] : [], new Set(making.contacts.map(({ id }) => id)), 'contact'),
    ...(typed.goal && !(await findGoal(tx, typed.goal)) ? [new Refusal('choice.unknown', 'goal')] : []),
  ]);
  const number = (latest?.number ?? 0) + 1;
  const { partnership: own, mine } = inside;
  const id = await insertVersion(tx, own.id, {
    number,
    locale: own.locale,
    name: own.name,
    what: typed.what,
    place: typed.place,
    whom: typed.whom,
    element: (typed.step && making.step) || null,
    contact: typed.contact || null,
    goal: typed.goal || null,
    partner: mine?.id ?? null,
    sections: sections.map(({ block, version }) => ({ block, version })),
    moments: moments.filter((one) => typed.moments.includes(one)),
  });
  await tx.record({ space: own.id, kind: 'public.proposed', subject: id, content: { number } });
}

/** A partner says yes, or what it objects to. Tells whether the version is out by that. */
export async function answer(
  tx: Tx,
  partnership: string,
  version: string,
  typed: AnswerInput,
  { timeZone, locales }: { timeZone: string; locales: readonly Locale[] },
): Promise<boolean> {
  // Of two at the same instant the second finds what the first one has said; whoever joins comes before, or after.
  await lockPeople(tx, partnership);
  const room = await loadRoom(tx, partnership);
  const asked = isId(version) ? await findVersion(tx, partnership, version) : undefined;
  if (!asked) throw new NotFound();
  if (!room.inside.contributes) throw new Forbidden('those who answer for a partner');
  const recorded = typed.for === 'other';
  if (recorded && !typed.partner && room.silent.size > 0) throw new Refusal('partner.wanted', 'partner');
  const partner = recorded ? typed.partner : room.own;
  if (!partner || (recorded && !room.silent.has(partner)))
    throw new Forbidden('those who answer for a partner');
  // A yes is to what was read.
  if (asked.id !== room.latest?.id || asked.publishedAt) throw new Refusal('answer.overtaken');
  const told = recorded ? readTold(typed.on, dayOf(tx.now, timeZone)) : undefined;
  refuseAll([
    ...(typed.answer === 'objection' && !typed.reason ? [new Refusal('reason.wanted', 'reason')] : []),
    ...(recorded && !typed.how ? [new Refusal('how.wanted', 'how')] : []),
    ...(told && 'key' in told ? [new Refusal(told.key, 'on')] : []),
  ]);
  const recording = told && 'day' in told && typed.how ? { how: typed.how, on: told.day } : undefined;
  const reason = typed.answer === 'objection' ? typed.reason : '';
  await insertAnswer(tx, partnership, { version, partner, answer: typed.answer, reason, recording });
  const said = await listAnswers(tx, version);
  // A word of the same partner from a transaction that began later counts more.
  if (said.find((one) => one.partner === partner)?.answer !== typed.answer)
    throw new Refusal('answer.otherwise');
  await tx.record({
    space: partnership,
    kind: 'public.answered',
    subject: version,
    content: { partner, answer: typed.answer, recorded },
    ...(reason && { personal: { reason } }),
  });
  if (!isAgreed(room.joined, said)) return false;
  await putOut(tx, room.inside.partnership, room.page, room.latest, locales);
  return true;
}

/** The address that a page gets: the wanted one where no page has it, or the first of it with a number behind. */
export async function findFreeSlug(tx: Tx, wanted: string): Promise<string> {
  const base = wanted.slice(0, 60).replace(/-+$/, '') || 'partnership';
  return freeSlug(base, await listSlugs(tx, base));
}

/** All say yes: it is out. */
export async function putOut(
  tx: Tx,
  { id, name }: { id: string; name: string },
  before: PageRow | undefined,
  { id: version, number }: Pick<Version, 'id' | 'number'>,
  locales: readonly Locale[],
  record: (entry: Entry) => Promise<unknown> = (entry) => tx.record(entry),
): Promise<void> {
  const slug = before?.slug ?? (await findFreeSlug(tx, slugOf(name)));
  await publish(tx, id, version, slug);
  await indexPage(tx, id, locales);
  await record({ space: id, kind: 'public.published', subject: version, content: { number, slug } });
}

/** A partner is named on the page, or not any more. What stands already is said, and told, once. */
export async function nameOwn(tx: Tx, partnership: string, yes: boolean): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, own, naming } = await loadRoom(tx, partnership);
  // A name can be taken back also where the partnership has ended.
  if (!own || (yes && !inside.contributes)) throw new Forbidden('those who answer for a partner');
  if (naming.has(own) === yes) return;
  await insertName(tx, partnership, own, yes);
  await touch(tx, partnership);
  await tx.record({
    space: partnership,
    kind: 'public.named',
    subject: partnership,
    content: { partner: own, yes },
  });
}

/** The whole page goes, at once: no yes is asked of anybody. */
export async function removePage(tx: Tx, partnership: string, reason: string): Promise<void> {
  await lockPeople(tx, partnership);
  const { page, takesOff, own } = await loadRoom(tx, partnership);
  if (page?.audience !== 'public') throw new NotFound();
  if (!takesOff) throw new Forbidden('those who answer for a partner, and who facilitates');
  await takeOff(tx, partnership);
  await indexPage(tx, partnership, []);
  await tx.record({
    space: partnership,
    kind: 'public.removed',
    subject: partnership,
    content: own ? { partner: own } : {},
    personal: { reason },
  });
}
