import { randomUUID } from 'node:crypto';
import { lessonFor } from '../../../guide/lessons.ts';
import type { Answer, EarlierDraft } from '../../../mechanisms/sealed-round/answers.ts';
import { untilWhen } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Autosave } from '../../../ui/autosave.tsx';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { InRound } from '../actions.ts';
import { words } from '../messages/index.ts';
import { AnswerFields, dayOfMoment, ReadAnswers, readable } from './parts.tsx';

type Props = {
  page: Page;
  at: InRound;
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  before: Answer | undefined;
  state?: FormState | undefined;
  meanwhile?: Answer | undefined;
};

/** The form in which a partner answers. What is typed is kept with every pause; without JavaScript by its button. */
export function AnswerPanel({ page, at, answer, earlier, before, state, meanwhile }: Props) {
  const t = words(page.locale);
  const { round, stage, mine } = at;
  const base = `/partnerships/${round.space}/rounds/${round.id}`;
  const version = meanwhile?.version ?? answer?.version ?? 0;
  const late = stage === 'open';
  return (
    <NextPanel
      title={t('answer.title', { partner: mine?.name ?? '' })}
      {...(late && { tag: t('answer.late') })}
    >
      {late && <p class="text">{t('answer.late.about')}</p>}
      {!late && <LessonLine lesson={lessonFor('answer', page.locale)} />}
      {meanwhile && (
        <Notice tone="warning" said>
          <p>
            {t('meanwhile', {
              who: meanwhile.saver ?? t('somebody'),
              time: timeOf(meanwhile.savedAt, page.city.timeZone),
            })}
          </p>
        </Notice>
      )}
      {answer?.recordedHow && !answer.ownAt && <Notice>{t('recorded.yours')}</Notice>}
      <Autosave
        action={`${base}/draft`}
        saved={t('draft.saved')}
        failed={t('draft.failed')}
        meanwhile={t('draft.meanwhile')}
        now={
          answer && !meanwhile
            ? t('draft.last', {
                who: answer.saver ?? t('somebody'),
                day: dayOfMoment(page, answer.savedAt),
                time: timeOf(answer.savedAt, page.city.timeZone),
              })
            : ''
        }
      >
        <Draft name={`answer-${round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/answer`} state={state}>
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="page" value={textOf(state, 'page') || randomUUID()} />
            <AnswerFields
              page={page}
              questions={round.questions}
              locale={round.locale}
              content={answer?.content ?? before?.content ?? {}}
              below={(question) => (
                <>
                  {meanwhile && (
                    <Quote by={meanwhile.saver ?? t('somebody')} {...langProps(page, meanwhile)}>
                      {readable(question, meanwhile.content, page, round.locale) || t('nothing-yet')}
                    </Quote>
                  )}
                  {before?.content[question.key] && (
                    <More summary={t('before.answer')}>
                      <Quote {...langProps(page, before)}>
                        {readable(question, before.content, page, round.locale)}
                      </Quote>
                    </More>
                  )}
                </>
              )}
            />
            <SubmitRow>
              <Button name="go" value="seal">
                {t('seal')}
              </Button>
              <Button variant="secondary" name="go" value="keep">
                {t('keep')}
              </Button>
            </SubmitRow>
            <p class="small quiet">
              {late
                ? t('seal.late.note')
                : t(`seal.note.${untilWhen(round, at.asked, mine?.id)}`, { at: page.moment(round.dueAt) })}
            </p>
          </Form>
        </Draft>
      </Autosave>
      {earlier.length > 0 && (
        <More summary={t('earlier')}>
          {earlier.map((one) => (
            <div class="stack" data-gap="2" key={one.id}>
              <p class="small quiet">
                {t('draft.last', {
                  who: one.saver ?? t('somebody'),
                  day: dayOfMoment(page, one.savedAt),
                  time: timeOf(one.savedAt, page.city.timeZone),
                })}
              </p>
              <ReadAnswers
                page={page}
                questions={round.questions}
                locale={round.locale}
                content={one.content}
                written={page.locale}
              />
            </div>
          ))}
        </More>
      )}
    </NextPanel>
  );
}

function langProps(page: Page, { locale }: Answer) {
  const lang = page.langOf(locale);
  return lang ? { lang } : {};
}
