import { holdsBy } from '../../../mechanisms/decision/rules.ts';
import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { typedOutcome, usualReviewDay } from '../rules.ts';
import { DecisionFrame } from './frame.tsx';
import { reasonWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView; state: FormState | undefined };

/** The proposal in other words, of which all are asked anew. */
export function WordingPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const last = at.versions.at(-1)!;
  const shapes = at.going && !at.open;
  const title = t(shapes ? 'wording.shape' : 'wording.title');
  return (
    <DecisionFrame page={page} at={at} title={title} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={title} lead={t(shapes ? 'wording.shape.lead' : 'wording.lead')} />
          {state && textOf(state, 'base') !== String(last.number) && (
            <Section title={t('wording.now')}>
              <Quote lang={page.langOf(last.locale)}>{last.text}</Quote>
            </Section>
          )}
          <Form
            action={`${path}/wording`}
            state={state && { ...state, values: { ...state.values, base: String(last.number) } }}
          >
            <input type="hidden" name="base" value={last.number} />
            <TextArea
              name="text"
              label={t('wording.text')}
              value={last.text}
              lang={page.langOf(last.locale)}
              rows={8}
            />
            <TextArea name="because" label={t('wording.because')} help={t('wording.because.help')} rows={3} />
            <SubmitRow cancel={path}>
              <Button>{t(shapes ? 'wording.shape.do' : 'wording.do')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      )}
    </DecisionFrame>
  );
}

export function LaterPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { decision } = at;
  const usual = usualDate(decision.dueAt, page.city, decision.process.days);
  return (
    <DecisionFrame page={page} at={at} title={t('later.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('later.title')} lead={t('later.lead', { at: page.moment(decision.dueAt) })} />
          <Form action={`${path}/later`} state={state}>
            <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
            <Field name="time" label={t('new.time')} value={usual.time} width="short" />
            <TextArea name="reason" label={t('later.reason')} rows={3} />
            <SubmitRow cancel={path}>
              <Button>{t('later.do')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      )}
    </DecisionFrame>
  );
}

/** What was decided, in words for those who were not there; and what the count leaves open. */
export function OutcomePage({ page, at, state }: Props) {
  const t = words(page.locale);
  const outcome = at.outcome!;
  const before = at.statements[0];
  const asks = holdsBy(outcome) === null;
  return (
    <DecisionFrame page={page} at={at} title={t('outcome.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('outcome.title')} lead={t('outcome.lead')} />
          <p class="text">{reasonWords(page.locale, outcome, at.options)}</p>
          <Form action={`${path}/outcome`} state={state} stands={typedOutcome(before)}>
            {asks && (
              <Radios
                name="holds"
                label={t('outcome.holds')}
                options={(['yes', 'no'] as const).map((value) => ({
                  value,
                  label: t(`outcome.holds.${value}`),
                }))}
              />
            )}
            {outcome.result === 'open' && (
              <Radios
                name="option"
                label={t('outcome.option')}
                options={at.options
                  .filter(({ id }) => outcome.chosen.includes(id))
                  .map(({ id, text }) => ({ value: id, label: text }))}
              />
            )}
            <TextArea
              name="text"
              label={t('outcome.text')}
              rows={5}
              {...(before && { lang: page.langOf(before.locale) })}
            />
            {(asks || holdsBy(outcome)) && (
              <Field
                name="review"
                type="date"
                label={t('outcome.review')}
                help={t('outcome.review.help')}
                {...(!before?.reviewOn && {
                  value: typedDay(usualReviewDay(page.now, page.city.timeZone)),
                })}
              />
            )}
            <SubmitRow cancel={path}>
              <Button>{t('outcome.do')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      )}
    </DecisionFrame>
  );
}
