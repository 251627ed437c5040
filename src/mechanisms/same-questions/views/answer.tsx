import { randomUUID } from 'node:crypto';
import type { Page } from '../../../platform/http/page.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Autosave } from '../../../ui/autosave.tsx';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Answer, EarlierDraft } from '../../sealed-round/answers.ts';
import { untilWhen } from '../../sealed-round/rules.ts';
import { words } from '../messages/index.ts';
import { type At, homeOf, type Part } from '../room.ts';
import { AnswerFields, dayOfMoment, moment, ReadAnswer, readable, Theirs } from './parts.tsx';

type Props = {
  page: Page;
  name: string;
  parts: readonly Part[];
  at: At;
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  state?: FormState | undefined;
  meanwhile?: Answer | undefined;
  /** Something else on the page is the next step. */
  aside?: boolean;
};

/** The form in which a partner answers; kept with every pause in typing, without JavaScript by its button. */
export function AnswerForm({ page, name, parts, at, answer, earlier, state, meanwhile, aside }: Props) {
  const t = words(page.locale);
  const { round, stage, asked, mine } = at;
  const base = `${homeOf({ name }, round.space)}/${round.id}`;
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
        <Draft name={`${name}-${round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/answer`} state={state}>
            <input type="hidden" name="version" value={meanwhile?.version ?? answer?.version ?? 0} />
            <input type="hidden" name="page" value={textOf(state, 'page') || randomUUID()} />
            <AnswerFields
              page={page}
              parts={parts}
              content={answer?.content ?? {}}
              {...(meanwhile && {
                below: (question) => (
                  <Theirs page={page} by={meanwhile.saver ?? t('somebody')}>
                    {readable(question, meanwhile.content)}
                  </Theirs>
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
              <ReadAnswer page={page} parts={parts} content={one.content} written={page.locale} />
            </div>
          ))}
        </More>
      )}
    </>
  );
}
