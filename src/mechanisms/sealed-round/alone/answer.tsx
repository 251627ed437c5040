import { randomUUID } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Autosave } from '../../../ui/autosave.tsx';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { type Content, type Question, untilWhen } from '../rules.ts';
import { dayOfMoment, moment, readable, type Shown } from './asked.ts';
import { words } from './messages/index.ts';

type FieldsProps = {
  questions: readonly Question[];
  content: Content;
  below?: (question: Question) => ComponentChildren;
};

export function AnswerFields({ questions, content, below }: FieldsProps) {
  return (
    <>
      {questions.map((question) => {
        const { key, kind, text, help, options = [] } = question;
        const field = { name: key, label: text, value: content[key] ?? '', ...(help && { help }) };
        return (
          <>
            {kind === 'choice' ? (
              <Radios {...field} options={options.map((label, n) => ({ value: String(n), label }))} />
            ) : (
              <TextArea {...field} rows={3} />
            )}
            {below?.(question)}
          </>
        );
      })}
    </>
  );
}

type ReadProps = { page: Page; questions: readonly Question[]; content: Content; written: Locale };

/** A whole answer to read, in the language in which it was written. */
export function ReadAnswer({ page, questions, content, written }: ReadProps) {
  const lang = written === page.locale ? undefined : written;
  return (
    <Facts
      facts={questions.map((question) => {
        const said = readable(question, content);
        return {
          term: question.text,
          value: said && (
            <p class="written" lang={question.kind === 'text' ? lang : undefined}>
              {said}
            </p>
          ),
        };
      })}
    />
  );
}

/** The form in which a partner answers; kept with every pause in typing, without JavaScript by its button. */
export function AnswerForm({
  page,
  at,
  base,
  questions,
  answer,
  earlier,
  again,
  aside,
}: Shown & { aside?: boolean }) {
  const t = words(page.locale);
  const { round, stage, asked, mine } = at;
  const { state, meanwhile } = again?.form === 'answer' ? again : { state: undefined, meanwhile: undefined };
  const savedBy = (one: { saver: string | null; savedAt: Date }) =>
    t('draft.last', {
      who: one.saver ?? t('somebody'),
      day: dayOfMoment(page, one.savedAt),
      time: timeOf(one.savedAt, page.city.timeZone),
    });
  return (
    <>
      {meanwhile && (
        <Notice tone="warning" said>
          {t('meanwhile', { who: meanwhile.saver ?? t('somebody') })}
        </Notice>
      )}
      {answer?.recordedHow && !answer.ownAt && <Notice>{t('recorded.yours')}</Notice>}
      <Autosave
        action={`${base}/draft`}
        saved={t('draft.saved')}
        failed={t('draft.failed')}
        meanwhile={t('draft.meanwhile')}
        now={answer && !meanwhile ? savedBy(answer) : ''}
      >
        <Draft name={`${round.kind}-${round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/answer`} state={state}>
            <input type="hidden" name="version" value={meanwhile?.version ?? answer?.version ?? 0} />
            <input type="hidden" name="page" value={textOf(state, 'page') || randomUUID()} />
            <AnswerFields
              questions={questions}
              content={answer?.content ?? {}}
              {...(meanwhile && {
                below: (question: Question) => (
                  <Quote by={meanwhile.saver ?? t('somebody')}>
                    {readable(question, meanwhile.content) || t('nothing-yet')}
                  </Quote>
                ),
              })}
            />
            <SubmitRow>
              <Button name="go" value="seal" variant={aside ? 'secondary' : 'primary'}>
                {t('seal')}
              </Button>
              <Button variant="secondary" name="go" value="keep">
                {t('keep')}
              </Button>
            </SubmitRow>
            <p class="small quiet">
              {stage === 'open'
                ? t('seal.late')
                : t(`seal.note.${untilWhen(round, asked, mine?.id)}`, { at: moment(page, round.dueAt) })}
            </p>
          </Form>
        </Draft>
      </Autosave>
      {earlier.length > 0 && (
        <More summary={t('earlier')}>
          {earlier.map((one) => (
            <div class="stack" data-gap="2" key={one.id}>
              <p class="small quiet">{savedBy(one)}</p>
              <ReadAnswer page={page} questions={questions} content={one.content} written={page.locale} />
            </div>
          ))}
        </More>
      )}
    </>
  );
}
