import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { indexSubjects } from '../../platform/search/index-subject.ts';
import { type Content, entryKind, type Question } from './rules.ts';
import './tables.ts';

/** How the search calls answers to a kind of rounds. The database lets none of them in before its round is open. */
export function answerKind(kind: string): string {
  return entryKind(kind, 'answer');
}

type Note = { text: string; locale: Locale };

/** Answers that are open, with what their partners added to them since. Of a round that is closed: none, whoever asks. */
export function openAnswers(tx: Tx) {
  return tx.db
    .selectFrom('sealed_answer as a')
    .innerJoin('round as r', 'r.id', 'a.round_id')
    .select(['a.id', 'a.space_id as partner', 'a.content', 'a.locale'])
    .select(['r.id as round', 'r.space_id as space', 'r.kind', 'r.title', 'r.locale as asked', 'r.questions'])
    .select(['r.previous_id as previous', 'r.asked_at as askedAt'])
    .select(
      sql<Note[]>`coalesce((
        select jsonb_agg(jsonb_build_object('text', n.text, 'locale', n.locale) order by n.at)
        from answer_note n where n.round_id = r.id and n.partner_id = a.space_id), '[]')`.as('notes'),
    )
    .where('a.sealed_at', 'is not', null)
    .where(sql<boolean>`app_round_open(r.id)`);
}

/** What is read of an answer: its words, not which of several things was chosen. */
export function textsOf(answer: {
  questions: readonly Question[];
  content: Content;
  locale: Locale;
  notes: readonly Note[];
}): Note[] {
  const { questions, content, locale, notes } = answer;
  const texts = questions.filter(({ kind }) => kind === 'text').map(({ key }) => content[key] ?? '');
  return [...texts.map((text) => ({ text, locale })), ...notes].filter(({ text }) => text !== '');
}

/**
 * Brings the answers of a round into the search, or that of one partner, for all who take part; as far as they are
 * open, else nothing happens.
 */
export async function indexAnswers(tx: Tx, round: string, partner?: string): Promise<void> {
  const answers = await openAnswers(tx)
    .where('r.id', '=', round)
    .$if(partner !== undefined, (query) => query.where('a.space_id', '=', partner!))
    .execute();
  await indexSubjects(
    tx,
    answers.map((answer) => ({
      space: answer.space,
      audience: 'space',
      kind: answerKind(answer.kind),
      id: answer.id,
      texts: textsOf(answer).map(({ text, locale }) => ({ part: 'answer', locale, text, weight: 1 })),
    })),
  );
}
