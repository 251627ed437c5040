import type { OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import { type Passage, piecesOf, type Question } from '../../../mechanisms/sealed-round/rules.ts';
import { differences, isChanged } from '../../../platform/differences.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { AnswerCard, type AnswerMark, Answers, MarkedText } from '../../../ui/answers.tsx';
import { Button } from '../../../ui/button.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Form } from '../../../ui/form.tsx';
import { More } from '../../../ui/more.tsx';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { sectorOf } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { namesOf, type Opened } from './opened.ts';
import { dayOfMoment, optionsOf, readable } from './parts.tsx';

type Props = Opened & { question: Question; only?: readonly string[] | undefined };

/** The answers to one question as cards, in the order in which partners were asked. */
export function AnswersTo(shown: Props) {
  const { at, answers, only, marks, question } = shown;
  const order = new Map(at.asked.map(({ partner }, n) => [partner, n]));
  const place = (partner: string) => order.get(partner) ?? -1;
  const listed = answers
    .filter(({ partner }) => !only || only.includes(partner))
    .toSorted((a, b) => place(a.partner) - place(b.partner));
  const known = marks.filter((mark) => !mark.removedAt && mark.question === question.key);
  const signs = new Map<string, AnswerMark>(
    known.map(({ id, sign, kind, label }) => [id, { sign, kind, label }]),
  );
  const passagesIn = Map.groupBy(
    known.flatMap((mark) => mark.passages.map((passage) => ({ ...passage, mark: mark.id }))),
    ({ partner }) => partner,
  );
  return (
    <Answers>
      {listed.map((answer) => (
        <AnswerCard key={answer.partner} head={<Head {...shown} answer={answer} />}>
          <Words {...shown} answer={answer} signs={signs} passages={passagesIn.get(answer.partner) ?? []} />
          <Circumstances {...shown} answer={answer} />
          {answer.partner === at.mine?.id && <AddNote {...shown} />}
        </AnswerCard>
      ))}
    </Answers>
  );
}

export function Head({ page, at, answer: { partner } }: Opened & { answer: OpenAnswer }) {
  const t = words(page.locale);
  const found = at.inside.partners.find(({ id }) => id === partner);
  return <OrgChip name={found?.name || t('gone')} sector={found ? sectorOf(found.kind) : 'community'} />;
}

type WordsProps = Props & {
  answer: OpenAnswer;
  /** Of the marks at this question. */
  signs: ReadonlyMap<string, AnswerMark>;
  passages: readonly Passage[];
};

function Words({ page, at, question, answer, signs, passages, before }: WordsProps) {
  const t = words(page.locale);
  const text = answer.content[question.key] ?? '';
  const lang = page.langOf(answer.locale);
  const named = (ids: readonly string[]) => ids.flatMap((id) => signs.get(id) ?? []);
  const earlier = before.get(answer.partner);
  const parts = differences(earlier?.content[question.key] ?? '', text);
  return (
    <>
      {text ? (
        <MarkedText
          lang={lang}
          pieces={piecesOf(text, passages).map((piece) => ({
            text: piece.text,
            marks: named(piece.marks),
            ends: named(piece.ends),
          }))}
        />
      ) : (
        <p class="quiet">{t('nothing-yet')}</p>
      )}
      {at.round.previous &&
        (!earlier ? (
          <p class="small quiet">{t('changes.first')}</p>
        ) : isChanged(parts) ? (
          <More summary={t('changes')}>
            <Differences parts={parts} lang={lang} />
          </More>
        ) : (
          <p class="small quiet">{t('changes.none')}</p>
        ))}
    </>
  );
}

/**
 * Whether this is the question at whose answers it stands how they came (`first`), or what was added since (`last`):
 * the first and the last with words, where there is one.
 */
function carries(end: 'first' | 'last', { at, question }: Pick<Props, 'at' | 'question'>): boolean {
  const { questions } = at.round;
  const worded = questions.filter(({ kind }) => kind === 'text');
  return (worded.length > 0 ? worded : questions).at(end === 'first' ? 0 : -1)?.key === question.key;
}

/** How an answer came: late, written down by somebody else; and what its partner has added since. */
export function Circumstances({ page, at, question, answer, notes }: Props & { answer: OpenAnswer }) {
  const t = words(page.locale);
  const first = carries('first', { at, question });
  const last = carries('last', { at, question });
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <>
      {answer.late && <p class="small late">{t('late', { day: dayOfMoment(page, answer.sealedAt) })}</p>}
      {first && answer.recordedHow && (
        <p class="small quiet">
          {t(answer.onBehalf ? `recorded.${answer.recordedHow}` : 'recorded.corrected', {
            who: answer.recorder ?? t('somebody'),
            day: answer.recordedOn ? writeDate(answer.recordedOn, 'day', where) : '',
          })}
        </p>
      )}
      {last &&
        notes
          .filter(({ partner }) => partner === answer.partner)
          .map((note) => (
            <div class="stack" data-gap="1" key={note.id}>
              <p class="small quiet">
                {t('note.by', { who: note.writer ?? t('somebody'), day: dayOfMoment(page, note.at) })}
              </p>
              <p class="written" lang={page.langOf(note.locale)}>
                {note.text}
              </p>
            </div>
          ))}
    </>
  );
}

/** The way to add something to one's own answer. */
function AddNote({ page, at, question, state, form }: Props) {
  const t = words(page.locale);
  const { round } = at;
  if (!at.goesOn || !carries('last', { at, question })) return null;
  return (
    <More summary={t('note.add')} open={form === 'note'}>
      <Form
        action={`/partnerships/${round.space}/rounds/${round.id}/notes`}
        state={form === 'note' ? state : undefined}
      >
        <TextArea name="note" label={t('note.label')} rows={3} />
        <SubmitRow>
          <Button variant="secondary">{t('note.do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}

/** Choices and steps of a scale: who chose what, as a table. */
export function Choices(shown: Props & { caption: string }) {
  const { page, at, question, answers, before, caption } = shown;
  const t = words(page.locale);
  const { locale } = at.round;
  const lang = page.langOf(locale);
  const rows = optionsOf(question, page, locale).map((option) => ({
    label: option.label,
    chosen: answers
      .filter(({ content }) => content[question.key] === option.value)
      .map(({ partner }) => partner),
  }));
  const [first, last] = [carries('first', shown), carries('last', shown)];
  const noted = answers.filter(
    ({ late, recordedHow, partner }) =>
      (first && (late || recordedHow)) || (last && shown.notes.some((one) => one.partner === partner)),
  );
  const moved = answers.filter(({ partner, content }) => {
    const earlier = before.get(partner)?.content[question.key];
    return earlier !== undefined && earlier !== content[question.key];
  });
  return (
    <>
      <Table
        caption={caption}
        hideCaption
        columns={[
          { label: t('choices.option'), cell: (row) => <span lang={lang}>{row.label}</span> },
          { label: t('choices.n'), numeric: true, cell: (row) => row.chosen.length },
          { label: t('choices.who'), cell: (row) => row.chosen.length > 0 && namesOf(page, at, row.chosen) },
        ]}
        rows={rows}
      />
      {moved.length > 0 && (
        <ul>
          {moved.map(({ partner, content }) => (
            <li key={partner}>
              {t('choices.moved', {
                who: namesOf(page, at, [partner]),
                before: readable(question, before.get(partner)!.content, page, locale),
                now: readable(question, content, page, locale),
              })}
            </li>
          ))}
        </ul>
      )}
      {noted.length > 0 && (
        <Answers>
          {noted.map((answer) => (
            <AnswerCard key={answer.partner} head={<Head {...shown} answer={answer} />}>
              <Circumstances {...shown} answer={answer} />
            </AnswerCard>
          ))}
        </Answers>
      )}
      {answers.some(({ partner }) => partner === at.mine?.id) && <AddNote {...shown} />}
    </>
  );
}
