import { sql } from 'kysely';
import { openAnswers, textsOf } from '../../mechanisms/sealed-round/finding.ts';
import type { NewRound } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { once } from '../../platform/database/once.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { indexSubject } from '../../platform/search/index-subject.ts';
import { calledIn } from '../partnerships/store.ts';
import '../../mechanisms/sealed-round/tables.ts';

/** Which of these partners nobody signs in for: what they say is written down by a facilitator. */
export async function listWithoutPeople(tx: Tx, partners: readonly string[]): Promise<Set<string>> {
  if (partners.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('partner')
    .select('id')
    .where('id', 'in', partners)
    .where(sql<boolean>`app_without_people(id)`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * What rounds want of these partners: an answer where none is sealed, or a look at what has just been opened. `since`
 * is how far back that matters. Rounds after which another was asked want nothing any more.
 */
export function listWanted(tx: Tx, partners: readonly string[], since: Date) {
  return tx.db
    .selectFrom('round_partner as p')
    .innerJoin('round as r', 'r.id', 'p.round_id')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .innerJoin('partner as mine', 'mine.id', 'p.partner_id')
    .leftJoin('round_seal as seal', (join) =>
      join.onRef('seal.round_id', '=', 'p.round_id').onRef('seal.partner_id', '=', 'p.partner_id'),
    )
    .select(['r.id', 'r.space_id as partnership', 's.name', 'r.title', 'r.locale', 'r.due_at as dueAt'])
    .select(['r.previous_id as previous', 'r.ready'])
    .select(['r.revealed_at as revealedAt', 'r.withdrawn_at as withdrawnAt', calledIn('mine').as('partner')])
    .select('seal.sealed_at as sealedAt')
    .where('p.partner_id', 'in', partners)
    .where('r.kind', '=', 'open')
    .where('r.withdrawn_at', 'is', null)
    .where('s.ended_at', 'is', null)
    .where('r.due_at', '>', since)
    .where((where) =>
      where.or([
        where('seal.id', 'is', null),
        where.and([
          where.or([where('r.revealed_at', 'is not', null), where('r.due_at', '<=', tx.now)]),
          where.not(
            where.exists(
              where
                .selectFrom('round_compared as c')
                .select('c.id')
                .whereRef('c.round_id', '=', 'r.id')
                .whereRef('c.partner_id', '=', 'p.partner_id'),
            ),
          ),
          where.not(
            where.exists(
              where
                .selectFrom('round_mark as m')
                .leftJoin('round_voice as v', 'v.mark_id', 'm.id')
                .select('m.id')
                .whereRef('m.round_id', '=', 'r.id')
                .where((any) =>
                  any.or([
                    any('m.by_partner', '=', any.ref('p.partner_id')),
                    any('v.partner_id', '=', any.ref('p.partner_id')),
                  ]),
                ),
            ),
          ),
        ]),
      ]),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('round as later')
            .select('later.id')
            .whereRef('later.previous_id', '=', 'r.id')
            .where('later.withdrawn_at', 'is', null),
        ),
      ),
    )
    .orderBy('r.due_at')
    .limit(50)
    .execute();
}

/** When a kind of rounds was first asked in a partnership; undefined where it never was, or each was taken back. */
export async function findFirstAsked(tx: Tx, partnership: string, kind: string): Promise<Date | undefined> {
  const first = await tx.db
    .selectFrom('round')
    .select('asked_at')
    .where('space_id', '=', partnership)
    .where('kind', '=', kind)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  return first?.asked_at;
}

type ToAnswer = {
  id: string;
  kind: string;
  partnership: string;
  name: string;
  dueAt: Date;
  partner: string;
};

/** Rounds are of many kinds, and a desk asks for all of them; more than these wait until some are answered. */
const mostWaiting = 200;

/** Closed rounds of a kind that these partners have not answered, in partnerships that go on. */
export async function listUnanswered(tx: Tx, partners: readonly string[], kind: string): Promise<ToAnswer[]> {
  if (partners.length === 0) return [];
  const all = await once(tx, `unanswered ${partners}`, () =>
    tx.db
      .selectFrom('round_partner as p')
      .innerJoin('round as r', 'r.id', 'p.round_id')
      .innerJoin('partnership as s', 's.id', 'r.space_id')
      .innerJoin('partner', 'partner.id', 'p.partner_id')
      .select(['r.id', 'r.kind', 'r.space_id as partnership', 's.name', 'r.due_at as dueAt'])
      .select([calledIn().as('partner')])
      .where('p.partner_id', 'in', partners)
      .where('r.withdrawn_at', 'is', null)
      .where('r.revealed_at', 'is', null)
      .where('r.due_at', '>', tx.now)
      .where('s.ended_at', 'is', null)
      .where('partner.left_at', 'is', null)
      .where(
        sql<boolean>`not exists (select from round_seal x where x.round_id = r.id and x.partner_id = p.partner_id)`,
      )
      .orderBy('r.due_at')
      .limit(mostWaiting)
      .execute(),
  );
  return all.filter((round) => round.kind === kind);
}

type ToRecord = {
  id: string;
  kind: string;
  partnership: string;
  name: string;
  title: string;
  locale: Locale;
  dueAt: Date;
  previous: string | null;
  missing: number;
  first: string;
};

/** Closed rounds of a kind in these partnerships in which partners without people still lack an answer, and how many they are. */
export async function listToRecord(
  tx: Tx,
  partnerships: readonly string[],
  kind: string,
): Promise<ToRecord[]> {
  if (partnerships.length === 0) return [];
  const all = await once(tx, `to record ${partnerships}`, () => findToRecord(tx, partnerships));
  return all.filter((round) => round.kind === kind);
}

function findToRecord(tx: Tx, partnerships: readonly string[]): Promise<ToRecord[]> {
  return (
    tx.db
      // First, and each of them once: it is asked of a partner, not of each of its rounds.
      .with(
        (name) => name('silent').materialized(),
        (db) =>
          db
            .selectFrom('partner')
            .select('id')
            .where('space_id', 'in', partnerships)
            .where(sql<boolean>`app_without_people(id)`),
      )
      .selectFrom('silent')
      .innerJoin('round_partner as p', 'p.partner_id', 'silent.id')
      .innerJoin('round as r', 'r.id', 'p.round_id')
      .innerJoin('partnership as s', 's.id', 'r.space_id')
      .leftJoin('round_seal as seal', (join) =>
        join.onRef('seal.round_id', '=', 'p.round_id').onRef('seal.partner_id', '=', 'p.partner_id'),
      )
      .select(['r.id', 'r.kind', 'r.space_id as partnership', 's.name', 'r.title', 'r.locale'])
      .select(['r.due_at as dueAt', 'r.previous_id as previous'])
      .select(({ fn }) => fn.countAll<number>().as('missing'))
      .select(sql<string>`min(p.partner_id::text)`.as('first'))
      .where('r.space_id', 'in', partnerships)
      .where('r.withdrawn_at', 'is', null)
      .where('r.revealed_at', 'is', null)
      .where('r.due_at', '>', tx.now)
      .where('seal.id', 'is', null)
      .groupBy(['r.id', 'r.kind', 'r.space_id', 's.name', 'r.title', 'r.locale', 'r.due_at', 'r.previous_id'])
      .orderBy('r.due_at')
      .limit(mostWaiting)
      .execute()
  );
}

/** What a text of a round counts in the search. */
const weights = { title: 1, question: 0.6, about: 0.4 };

/** Brings what is asked into the search, for those who take part. What is answered comes in once all is open. */
export async function indexRound(
  tx: Tx,
  id: string,
  {
    space,
    title,
    about,
    questions,
    locale,
  }: Pick<NewRound, 'space' | 'title' | 'about' | 'questions' | 'locale'>,
): Promise<void> {
  await indexSubject(tx, {
    space,
    audience: 'space',
    kind: 'round',
    id,
    texts: [
      { part: 'title', locale, text: title, weight: weights.title },
      { part: 'about', locale, text: about, weight: weights.about },
      ...questions.map(({ text, help }) => ({
        part: 'question',
        locale,
        text: [text, help].filter(Boolean).join('\n'),
        weight: weights.question,
      })),
    ],
  });
}

/** Those of these rounds that the reader takes part in and nobody took back, each with its partnership. */
export function listRoundsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('round as r')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .select(['r.id', 'r.space_id as partnership', 'r.title', 'r.locale as lang', 's.name'])
    .select(['r.about', 'r.questions', 'r.previous_id as previous', 'r.asked_at as askedAt'])
    .where('r.id', 'in', ids)
    .where('r.withdrawn_at', 'is', null)
    .execute();
}

/** Those of these answers that are open to the reader, with the round, its partnership and who gave them. */
export async function listAnswersById(tx: Tx, ids: readonly string[]) {
  const rows = await openAnswers(tx)
    .innerJoin('partner as p', 'p.id', 'a.space_id')
    .innerJoin('partnership as s', 's.id', 'r.space_id')
    .select([calledIn('p').as('by'), 's.name as of'])
    .where('a.id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    ...row,
    texts: textsOf(row).map(({ text, locale }) => ({ text, lang: locale })),
  }));
}
