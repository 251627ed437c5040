import { recordingOf } from '../../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal, refuseAll } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { lockPeople } from '../../accounts/store.ts';
import { findVoice } from '../../partnerships/actions/hearing.ts';
import { mayLook } from '../access.ts';
import { type Difference, inUse, record, subjectOf, weighsOn } from '../actions.ts';
import { type Fit, pairsOf, readReview, type WayKind, type WordInput } from '../rules.ts';
import {
  findSaid,
  insertLook,
  insertOutcome,
  insertWay,
  insertWeights,
  insertWord,
  listWays,
  type Way,
} from '../store.ts';

/** What a partner says of each option by each criterion; only what is said anew is written. */
export async function weigh(
  tx: Tx,
  difference: Difference,
  wanted: string,
  said: Readonly<Record<string, '' | Fit>>,
): Promise<void> {
  const voice = await weighsOn(tx, difference, wanted);
  if (!voice) throw new Forbidden('those who speak for a partner');
  if (difference.at.stage !== 'open') throw new NotFound();
  const partner = voice.partner.id;
  const stands = new Map(
    difference.weights
      .filter((one) => one.partner === partner)
      .map((one) => [`${one.option} ${one.criterion}`, one.fits]),
  );
  const anew = pairsOf(inUse(difference.options), inUse(difference.criteria)).flatMap(
    ({ name, option, criterion }) => {
      const value = said[name];
      if (!value || stands.get(`${option.id} ${criterion.id}`) === Number(value)) return [];
      return [{ option: option.id, criterion: criterion.id, fits: Number(value) }];
    },
  );
  if (anew.length === 0) return;
  const at = { space: difference.at.round.space, difference: difference.id };
  await insertWeights(tx, at, partner, anew, tx.scope.person?.id ?? null);
  await record(tx, subjectOf(difference), 'weighed', { partner, recorded: voice.recorded });
}

export type Proposed = {
  kind: WayKind;
  option: string;
  text: string;
  sign: string;
  day: string;
  /** Which option each partner takes, by its id. */
  shares: Readonly<Record<string, string>>;
};

/** Puts a way out to all partners. The one before it, with what was said to it, stays to be read. */
export async function proposeWay(
  tx: Tx,
  difference: Difference,
  typed: Proposed,
  locale: Locale,
): Promise<void> {
  const { inside, joined, today } = difference;
  if (!inside.contributes) throw new Forbidden('those who contribute');
  if (difference.at.stage !== 'open') throw new NotFound();
  const space = inside.partnership.id;
  await lockPeople(tx, space);
  const options = new Set(inUse(difference.options).map(({ id }) => id));
  const single = typed.kind === 'one' || typed.kind === 'test';
  const shares =
    typed.kind === 'parallel' ? joined.map(({ id }) => [id, typed.shares[id] ?? ''] as const) : [];
  const taken = shares.filter(([, option]) => options.has(option));
  const day = readReview(typed.day, today);
  refuseAll([
    ...(single && !options.has(typed.option) ? [new Refusal('option.choose', 'option')] : []),
    ...(typed.kind === 'test' && !typed.sign ? [new Refusal('sign.wanted', 'sign')] : []),
    ...(typed.kind === 'apart' && !typed.text ? [new Refusal('apart.wanted', 'text')] : []),
    ...(typed.kind === 'parallel' && new Set(taken.map(([, option]) => option)).size < 2
      ? [new Refusal('shares.wanted', `share-${joined[0]?.id ?? ''}`)]
      : []),
    ...('key' in day ? [new Refusal(day.key, 'day')] : []),
  ]);
  const [last] = await listWays(tx, difference.id);
  const way = await insertWay(
    tx,
    { space, difference: difference.id },
    {
      number: (last?.number ?? 0) + 1,
      kind: typed.kind,
      option: single ? typed.option : null,
      text: typed.text,
      sign: typed.kind === 'test' ? typed.sign : '',
      reviewOn: 'day' in day ? day.day : today,
      locale,
      shares: taken.map(([partner, option]) => ({ partner, option })),
    },
    { person: tx.scope.person?.id ?? null, partner: inside.mine?.id ?? null },
  );
  const own = inside.mine ? { partner: inside.mine.id } : {};
  await record(tx, subjectOf(difference), 'proposed', { ...own, way, as: typed.kind });
}

/** The word of a partner that is given here: its own, or one that a facilitator writes down. */
export function voiceOn(tx: Tx, difference: Difference, wanted: string) {
  return findVoice(tx, difference, wanted);
}

/** A partner goes along with the way out, or says why it does not. Tells whether all have given their word now. */
export async function giveWord(
  tx: Tx,
  difference: Difference,
  wanted: string,
  typed: WordInput,
  locale: Locale,
): Promise<{ settled: boolean; recorded: boolean }> {
  const space = difference.at.round.space;
  // Who is in counts: whoever comes in at the same instant comes before, and is waited for; or after.
  await lockPeople(tx, space);
  const voice = await voiceOn(tx, difference, wanted);
  if (!voice) throw new Forbidden('those who answer for a partner');
  const [way] = await listWays(tx, difference.id);
  if (!way) throw new NotFound();
  if (way.id !== typed.way) throw new Refusal('way.changed', 'word');
  if (way.settledAt) throw new Refusal('way.settled', 'word');
  if (typed.word === 'no' && !typed.reason) throw new Refusal('reason.wanted', 'reason');
  const yes = typed.word === 'yes';
  const partner = voice.partner.id;
  const recording = voice.recorded ? recordingOf(typed, difference.today) : undefined;
  const word = { way: way.id, partner, yes, reason: yes ? '' : typed.reason, locale, recording };
  await insertWord(tx, space, word, tx.scope.person?.id ?? null);
  const now = (await listWays(tx, difference.id))[0]!;
  // A word of the same partner from a transaction that began later counts more.
  if (now.words.find((one) => one.partner === partner)?.yes !== yes) throw new Refusal('way.changed', 'word');
  const said = { partner, way: way.id, yes, ...(voice.recorded && { recorded: true }) };
  await record(tx, subjectOf(difference), 'answered', said, yes ? {} : { reason: typed.reason });
  const names = new Map(difference.joined.map(({ id, name }) => [id, name]));
  return { settled: await settle(tx, subjectOf(difference), now, names), recorded: voice.recorded };
}

/** Writes down the outcome once every partner who is in has given its word. `names` of the partners who are in. */
export async function settle(
  tx: Tx,
  subject: { id: string; space: string; title: string },
  way: Way,
  names: ReadonlyMap<string, string>,
): Promise<boolean> {
  const said = await findSaid(tx, way.id, subject.space);
  if (!said || !(await insertOutcome(tx, subject.space, way.id, said))) return false;
  const dissenters = way.words.flatMap(({ partner, yes }) => (yes ? [] : (names.get(partner) ?? [])));
  await record(tx, subject, 'settled', { way: way.id, as: way.kind, ...said }, { dissenters });
  return true;
}

/** An outcome was looked at again: what was seen, and the next day. */
export async function lookAgain(
  tx: Tx,
  difference: Difference,
  { seen, day }: { seen: string; day: string },
  locale: Locale,
): Promise<void> {
  const { inside, ways, today } = difference;
  const [way] = ways;
  if (!way?.settledAt) throw new NotFound();
  if (!mayLook(tx.scope, inside)) throw new Forbidden('those who answer for a partner');
  const read = readReview(day, today);
  if ('key' in read) throw new Refusal(read.key, 'day');
  const look = { way: way.id, text: seen, reviewOn: read.day, locale };
  await insertLook(tx, difference.at.round.space, look, tx.scope.person?.id ?? null);
  const own = inside.mine ? { partner: inside.mine.id } : {};
  await record(tx, subjectOf(difference), 'looked', { ...own, reviewOn: read.day }, { text: seen });
}
