import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Content, Question } from '../../sealed-round/rules.ts';
import { words } from '../messages/index.ts';
import type { OwnQuestion, Part } from '../room.ts';

/** More choices than these are a list that opens. */
const mostRadios = 6;

type FieldsProps = {
  page: Page;
  parts: readonly Part[];
  content: Content;
  /** Of their headings: 2 where they are all of a page. */
  level?: 2 | 3;
  below?: (question: Question) => ComponentChildren;
};

/** The questions, part by part. */
export function AnswerFields({ page, parts, content, level = 3, below }: FieldsProps) {
  return (
    <>
      {parts.map(({ title, about, questions }) => {
        const rows = questions.some(({ kind }) => kind === 'choice') ? 2 : 3;
        const fields = questions.map((question) => (
          <>
            <QuestionField page={page} question={question} value={content[question.key] ?? ''} rows={rows} />
            {below?.(question)}
          </>
        ));
        return title ? (
          <Section key={title} title={title} level={level} gap="6">
            {about && <p class="text">{about}</p>}
            {fields}
          </Section>
        ) : (
          fields
        );
      })}
    </>
  );
}

/** `rows`: a sentence beside a choice is short. */
type FieldProps = { page: Page; question: OwnQuestion; value: string; rows: number };

function QuestionField({ page, question, value, rows }: FieldProps) {
  const { key, kind, text, help, options = [], meanings = [], optional } = question;
  const field = { name: key, label: text, value, ...(help && { help }), ...(optional && { optional }) };
  if (kind === 'text') return <TextArea {...field} rows={rows} />;
  const choices = options.map((label, n) => ({
    value: String(n),
    label,
    ...(meanings[n] && { help: meanings[n] }),
  }));
  return choices.length > mostRadios ? (
    <Select {...field} empty={words(page.locale)('choose')} options={choices} />
  ) : (
    <Radios {...field} options={choices} />
  );
}

/** What was answered to one question, in words. */
export function readable({ key, kind, options = [] }: Question, content: Content): string {
  const value = content[key] ?? '';
  return kind === 'choice' && value !== '' ? (options[Number(value)] ?? '') : value;
}

/** A whole answer to read. A sentence stands with the choice that it follows. */
export function ReadAnswer({
  page,
  parts,
  content,
  written,
}: Omit<FieldsProps, 'below'> & { written: Locale }) {
  return (
    <Facts
      facts={parts.flatMap(({ questions }) =>
        questions.flatMap((question, n) => {
          const before = questions[n - 1];
          if (question.kind === 'text' && before?.kind === 'choice' && content[before.key]) return [];
          const after = questions[n + 1];
          const said = after?.kind === 'text' && question.kind === 'choice' ? content[after.key] : undefined;
          const value = readable(question, content);
          return [
            {
              term: question.short ?? question.text,
              value: value !== '' && (
                <>
                  {question.kind === 'text' ? <Written {...{ page, written }}>{value}</Written> : value}
                  {said && <Written {...{ page, written }}>{said}</Written>}
                </>
              ),
            },
          ].filter((fact) => fact.value !== false);
        }),
      )}
    />
  );
}

function Written({ page, written, children }: { page: Page; written: Locale; children: string }) {
  return (
    <p class="written" lang={page.langOf(written)}>
      {children}
    </p>
  );
}
