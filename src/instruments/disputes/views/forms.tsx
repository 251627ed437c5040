import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { addDays } from '../../../platform/working-days.ts';
import { Field } from '../../../ui/field.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { loadHelpers } from '../actions/offers.ts';
import type { loadEntry } from '../actions/steps.ts';
import type { DisputeView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { needsReason, nextStep, usualReviewDay } from '../rules.ts';
import { FramedForm } from './frame.tsx';
import { allNames, entryWords, stepWords, todayOf } from './parts.tsx';

type Props<At = DisputeView> = { page: Page; at: At; state: FormState | undefined };

const framed = ({ page, at, state }: Props) => ({ page, state, inside: at.inside, dispute: at.dispute });
const neutral = (page: Page) => (
  <Notice>
    <p>{words(page.locale)('new.neutral')}</p>
  </Notice>
);

/** Up one step, for all sides. */
export function StepPage(props: Props) {
  const { page, at } = props;
  const t = words(page.locale);
  const { step } = at.standing;
  const up = nextStep(step)!;
  const begins = step === 'raised' ? '.begin' : '';
  const names = { from: stepWords(page.locale, step), to: stepWords(page.locale, up), n: at.clock[up] };
  return (
    <FramedForm
      {...framed(props)}
      title={t(`step.title${begins}`)}
      lead={t(`step.lead${begins}`, names)}
      action="/step"
      button={t(`step.do${begins}`)}
    >
      <input type="hidden" name="from" value={step} />
      <TextArea
        name="reason"
        label={t(`step.reason${begins}`)}
        help={t('step.reason.help')}
        optional={!needsReason(at.standing)}
      />
    </FramedForm>
  );
}

export function SettlePage(props: Props) {
  const { page } = props;
  const t = words(page.locale);
  return (
    <FramedForm
      {...framed(props)}
      title={t('settle.title')}
      lead={t('settle.lead')}
      action="/settlement"
      button={t('settle.do')}
    >
      <TextArea name="text" label={t('settle.text')} help={t('settle.text.help')} rows={6} />
      <Field
        name="review"
        type="date"
        label={t('settle.review')}
        value={typedDay(usualReviewDay(page.now, page.city.timeZone))}
        optional
      />
    </FramedForm>
  );
}

const usualExtension = 14;

export function TimePage(props: Props) {
  const { page, at } = props;
  const t = words(page.locale);
  const due = at.standing.dueAt!;
  const from = new Date(Math.max(due.getTime(), page.now.getTime()));
  const later = usualDate(from, page.city, usualExtension).day;
  return (
    <FramedForm
      {...framed(props)}
      title={t('time.title')}
      lead={t('time.lead', { at: page.moment(due) })}
      action="/time"
      button={t('time.do')}
    >
      <Field name="day" type="date" label={t('time.day')} value={typedDay(later)} />
      <TextArea name="reason" label={t('time.reason')} rows={3} />
    </FramedForm>
  );
}

export function HelperPage({
  page,
  at: { at, helpers },
  state,
}: Props<Awaited<ReturnType<typeof loadHelpers>>>) {
  const t = words(page.locale);
  const outside = at.standing.step === 'mediator';
  const some = helpers.length > 0;
  return (
    <FramedForm
      {...framed({ page, at, state })}
      title={t('helper.title')}
      lead={t(outside ? 'helper.lead.mediator' : 'helper.lead.facilitated')}
      action="/helper"
      button={t('helper.do')}
      {...(some && { note: t('helper.reads') })}
    >
      {some && (
        <Select
          name="person"
          label={t('helper.person')}
          options={helpers.map(({ id, name, facilitates }) => ({
            value: id,
            label: facilitates ? t('helper.facilitates', { name }) : name,
          }))}
          empty
          optional
        />
      )}
      <Field name="name" label={t(some ? 'helper.name' : 'helper.name.mediator')} optional={some} />
      <TextArea name="reason" label={t('helper.reason')} rows={3} optional />
    </FramedForm>
  );
}

export function NotePage(props: Props) {
  const { page } = props;
  const t = words(page.locale);
  return (
    <FramedForm
      {...framed(props)}
      title={t('note.title')}
      lead={t('note.lead')}
      action="/notes"
      button={t('note.do')}
      before={neutral(page)}
    >
      <TextArea name="text" label={t('note.text')} rows={4} />
      <Field name="day" type="date" label={t('note.day')} value={typedDay(todayOf(page))} />
    </FramedForm>
  );
}

export function ViewPage(props: Props<Awaited<ReturnType<typeof loadEntry>>>) {
  const { page, at } = props;
  const t = words(page.locale);
  const partner = at.side.name;
  return (
    <FramedForm
      {...framed(props)}
      title={t('view.title')}
      lead={t('view.lead', { partner })}
      action={`/log/${at.entry.id}`}
      button={t('view.do')}
      before={<Quote>{[entryWords(page, at, at.entry), at.entry.text].filter(Boolean).join('\n\n')}</Quote>}
    >
      <TextArea name="text" label={t('view.text', { partner })} rows={4} />
    </FramedForm>
  );
}

/** The words for all are filled in: who disagrees about what. Whoever puts it writes what is to be done. */
export function PutPage(props: Props) {
  const { page, at } = props;
  const t = words(page.locale);
  const usual = usualDate(page.now, page.city);
  const { title } = at.dispute;
  return (
    <FramedForm
      {...framed(props)}
      title={t('put.title')}
      lead={t('put.lead')}
      action="/decision"
      button={t('put.do')}
    >
      <Field name="title" label={t('put.name')} value={title} />
      <TextArea
        name="text"
        label={t('put.text')}
        rows={8}
        value={t('put.text.start', { names: allNames(page, at), title })}
      />
      <Field name="day" type="date" label={t('put.day')} value={typedDay(usual.day)} />
      <Field name="time" label={t('put.time')} value={usual.time} width="short" />
    </FramedForm>
  );
}

const usualNextLook = 182;

export function LookPage(props: Props) {
  const { page, at } = props;
  const t = words(page.locale);
  const agreed = at.offers.find(({ id }) => id === at.end!.offer);
  return (
    <FramedForm
      {...framed(props)}
      title={t('look.title')}
      lead={t('look.lead')}
      action="/look"
      button={t('look.do')}
      before={agreed && <Quote lang={page.langOf(agreed.locale)}>{agreed.text}</Quote>}
    >
      <TextArea name="text" label={t('look.text')} rows={4} />
      <Field
        name="review"
        type="date"
        label={t('look.review')}
        value={typedDay(addDays(todayOf(page), usualNextLook))}
        optional
      />
    </FramedForm>
  );
}
