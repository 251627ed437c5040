import { listAnswers, type OpenAnswer } from '../../mechanisms/sealed-round/answers.ts';
import { type AnswerNote, listMarks, listNotes, type Mark } from '../../mechanisms/sealed-round/marks.ts';
import { answersInWords, markKinds, openSince, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { listAllRounds, type Round } from '../../mechanisms/sealed-round/store.ts';
import { facts, inline, list, page, pathOf, written } from '../../platform/carrying/markdown.ts';
import type { Exporting, Sheet, SheetReader } from '../../platform/instrument.ts';
import { listPartnerNames } from '../texts/store.ts';
import { words } from './messages/index.ts';
import { nameOf } from './named.ts';

/** Each round that is open, whichever room asked it, with all its answers. Of one that is not open there is nothing to read. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const names = await listPartnerNames(tx, partnership);
  const rounds = (await listAllRounds(tx, partnership)).filter((round) => stageOf(round, tx.now) === 'open');
  const sheets: Sheet[] = [];
  for (const round of rounds) {
    const found = {
      answers: await listAnswers(tx, round.id),
      notes: await listNotes(tx, round.id),
      marks: await listMarks(tx, round.id),
    };
    const path = pathOf('rounds', sheets.length + 1, round.title);
    sheets.push({ path, text: sheetOf(round, found, { names, reader }) });
  }
  return sheets;
};

type Found = { answers: readonly OpenAnswer[]; notes: readonly AnswerNote[]; marks: readonly Mark[] };
type Known = { names: ReadonlyMap<string, string>; reader: SheetReader };

function sheetOf(round: Round, { answers, notes, marks }: Found, known: Known): string {
  const { reader } = known;
  const t = words(reader.locale);
  const { day } = reader;
  return page(
    `# ${inline(nameOf(reader.locale, round))}`,
    facts(
      round.asker
        ? t('asked-by', { who: inline(round.asker), day: day(round.askedAt) })
        : t('asked-on', { day: day(round.askedAt) }),
      t('open.since', { at: day(openSince(round)) }),
    ),
    written(round.about),
    ...answers.flatMap((answer) => [
      `## ${called(answer.partner, known)}`,
      hintsOf(answer, known),
      ...answersInWords(round.questions, answer.content).flatMap((one) => [
        `### ${inline(one.asked)}`,
        written(one.answer),
      ]),
      ...notes
        .filter(({ partner }) => partner === answer.partner)
        .flatMap((note) => [
          `### ${t('note.by', { who: inline(note.writer ?? t('somebody')), day: day(note.at) })}`,
          written(note.text),
        ]),
    ]),
    ...markKinds.flatMap((kind) => marksOf(kind, marks, known)),
  );
}

function hintsOf(answer: OpenAnswer, { reader }: Known): string {
  const t = words(reader.locale);
  const { day } = reader;
  const { late, onBehalf, recordedHow, recordedOn } = answer;
  return facts(
    late && t('late', { day: day(answer.sealedAt) }),
    onBehalf &&
      recordedHow &&
      recordedOn &&
      t(`recorded.${recordedHow}`, { day: day(recordedOn), who: inline(answer.recorder ?? t('somebody')) }),
  );
}

function marksOf(kind: Mark['kind'], marks: readonly Mark[], known: Known): string[] {
  const t = words(known.reader.locale);
  const there = marks.filter((mark) => mark.kind === kind && !mark.removedAt);
  if (there.length === 0) return [];
  const lines = there.map(({ label, byPartner, voices }) => {
    const behind = [...new Set([...(byPartner ? [byPartner] : []), ...voices])].map((id) =>
      called(id, known),
    );
    return [inline(label), ...(behind.length > 0 ? [`(${behind.join(', ')})`] : [])].join(' ');
  });
  return [`## ${t(`marks.${kind}`)}`, list(lines)];
}

const called = (partner: string, { names, reader }: Known) =>
  inline(names.get(partner) ?? '') || words(reader.locale)('gone');
