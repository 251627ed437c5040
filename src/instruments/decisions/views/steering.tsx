import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';

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
          <Draft name={`wording-${at.decision.id}`} reader={page.person?.id ?? ''}>
            <Form
              action={`${path}/wording`}
              state={state && { ...state, values: { ...state.values, base: String(last.number) } }}
            >
              <input type="hidden" name="base" value={last.number} data-kept="" />
              <TextArea
                name="text"
                label={t('wording.text')}
                value={last.text}
                lang={page.langOf(last.locale)}
                rows={8}
              />
              <TextArea
                name="because"
                label={t('wording.because')}
                help={t('wording.because.help')}
                rows={3}
              />
              <SubmitRow cancel={path}>
                <Button>{t(shapes ? 'wording.shape.do' : 'wording.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
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
          <Draft name={`later-${at.decision.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${path}/later`} state={state}>
              <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
              <Field name="time" label={t('new.time')} value={usual.time} width="short" />
              <TextArea name="reason" label={t('later.reason')} rows={3} />
              <SubmitRow cancel={path}>
                <Button>{t('later.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Stack>
      )}
    </DecisionFrame>
  );
}
