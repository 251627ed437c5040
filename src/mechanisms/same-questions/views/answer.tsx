import { randomUUID } from 'node:crypto';
import { timeOf } from '../../../platform/moment.ts';
import { Autosave } from '../../../ui/autosave.tsx';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { textOf } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { untilWhen } from '../../sealed-round/rules.ts';
import { words } from '../messages/index.ts';
import { type At, addressOf, type Shown } from '../room.ts';
import { AnswerFields, ReadAnswer, readable } from './parts.tsx';

/** `aside`: something else on the page is the next step. */
type Props<Own extends At> = Shown<Own> & { aside?: boolean };

/** The form in which a partner answers; kept with every pause in typing, without JavaScript by its button. */
export function AnswerForm<Own extends At>({ page, room, at, answer, earlier, again, aside }: Props<Own>) {
  const t = words(page.locale);
  const { round, stage, asked, mine } = at;
  const { state, meanwhile } = again?.form === 'answer' ? again : { state: undefined, meanwhile: undefined };
  const parts = room.partsIn(page.locale);
  const base = addressOf(room, round);
  const savedBy = (one: { saver: string | null; savedAt: Date }) =>
    t('draft.last', {
      who: one.saver ?? t('somebody'),
      day: page.day(one.savedAt),
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
        <Draft name={`${room.kind}-${round.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/answer`} state={state}>
            <input type="hidden" name="version" value={meanwhile?.version ?? answer?.version ?? 0} />
            <input type="hidden" name="page" value={textOf(state, 'page') || randomUUID()} />
            <AnswerFields
              page={page}
              parts={parts}
              content={answer?.content ?? {}}
              {...(meanwhile && {
                below: (question) => (
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
                : t(`seal.note.${untilWhen(round, asked, mine?.id)}`, { at: page.moment(round.dueAt) })}
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
