import type { ComponentChildren } from 'preact';
import { type Content, type Question, scaleSteps } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Option } from '../../../ui/choices.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';

export function Moment({ page, at }: { page: Page; at: Date }) {
  return <time datetime={at.toISOString()}>{page.moment(at)}</time>;
}

export function dayOfMoment(page: Page, at: Date): string {
  return writeDate(at, 'day', { locale: page.locale, timeZone: page.city.timeZone });
}

/** A text that may be in another language than the page. */
export function Said({
  page,
  locale,
  children,
}: {
  page: Page;
  locale: Locale;
  children: ComponentChildren;
}) {
  const lang = page.langOf(locale);
  return lang ? <span lang={lang}>{children}</span> : children;
}

/** What can be chosen, as it is kept and as it is read. */
export function optionsOf(question: Question, page: Page, locale: Locale): Option[] {
  const lang = page.langOf(locale);
  const { options = [] } = question;
  if (question.kind === 'choice')
    return options.map((label, n) => ({ value: String(n), label, ...(lang && { lang }) }));
  if (question.kind !== 'scale') return [];
  return Array.from({ length: scaleSteps }, (_, n) => {
    const end = n === 0 ? options[0] : n === scaleSteps - 1 ? options[1] : undefined;
    return {
      value: String(n + 1),
      label: end ? `${n + 1} – ${end}` : String(n + 1),
      ...(end && lang && { lang }),
    };
  });
}

/** An answer as it is read: words as they are, a choice by its words. */
export function readable(question: Question, content: Content, page: Page, locale: Locale): string {
  const value = content[question.key] ?? '';
  if (question.kind === 'text' || value === '') return value;
  const chosen = optionsOf(question, page, locale).find((option) => option.value === value);
  return typeof chosen?.label === 'string' ? chosen.label : value;
}

type FieldsProps = {
  page: Page;
  questions: readonly Question[];
  locale: Locale;
  content: Content;
  /** What stands below a field: what a colleague wrote, what was answered before. */
  below?: (question: Question) => ComponentChildren;
};

/** A field for each question, in the words of who asked. */
export function AnswerFields({ page, questions, locale, content, below }: FieldsProps) {
  const t = words(page.locale);
  return (
    <>
      {questions.map((question, n) => {
        const label = (
          <>
            {questions.length > 1 && (
              <span class="small quiet">
                {t('question.of', { n: n + 1, of: questions.length })}
                <br />
              </span>
            )}
            <Said page={page} locale={locale}>
              {question.text}
            </Said>
          </>
        );
        const help = question.help && (
          <Said page={page} locale={locale}>
            {question.help}
          </Said>
        );
        const props = {
          name: question.key,
          label,
          ...(help && { help }),
          value: content[question.key] ?? '',
        };
        return (
          <>
            {question.kind === 'text' ? (
              <TextArea {...props} rows={7} />
            ) : (
              <Radios {...props} options={optionsOf(question, page, locale)} />
            )}
            {below?.(question)}
          </>
        );
      })}
    </>
  );
}

/** What somebody answered, to read. */
export function ReadAnswers({
  page,
  questions,
  locale,
  content,
  written,
  level = 3,
}: Omit<FieldsProps, 'below'> & { written: Locale; level?: 2 | 3 }) {
  const t = words(page.locale);
  return (
    <Stack gap="6">
      {questions.map((question) => (
        <div class="stack" data-gap="1" key={question.key}>
          <Heading level={level} size="2xs">
            <Said page={page} locale={locale}>
              {question.text}
            </Said>
          </Heading>
          {content[question.key] ? (
            <p class="written text" lang={page.langOf(question.kind === 'text' ? written : locale)}>
              {readable(question, content, page, locale)}
            </p>
          ) : (
            <p class="quiet">{t('nothing-yet')}</p>
          )}
        </div>
      ))}
    </Stack>
  );
}
