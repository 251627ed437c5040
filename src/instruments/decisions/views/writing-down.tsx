import { holdsBy } from '../../../mechanisms/decision/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import type { WritingView } from '../outcome.ts';
import { stepFields, stepsOffered } from '../rules/outcome.ts';
import { typedOutcome, usualReviewDay } from '../rules.ts';
import { Steps } from './following.tsx';
import { DecisionFrame } from './frame.tsx';
import { reasonWords } from './parts.tsx';

type Props = { page: Page; view: WritingView; state: FormState | undefined };

/** What was decided, in words for those who were not there; what the count leaves open; and what comes of it. */
export function OutcomePage({ page, view, state }: Props) {
  const t = words(page.locale);
  const { at } = view;
  const outcome = at.outcome!;
  const before = at.statements[0];
  const asks = holdsBy(outcome) === null;
  return (
    <DecisionFrame page={page} at={at} title={t('outcome.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('outcome.title')} lead={t('outcome.lead')} />
          <p class="text">{reasonWords(page.locale, outcome, at.options)}</p>
          <Draft name={`outcome-${view.at.decision.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${path}/outcome`} state={state} stands={typedOutcome(before, at.opened)}>
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
              {before && (
                <TextArea
                  name="because"
                  label={t('wording.because')}
                  help={t('outcome.because.help')}
                  rows={3}
                />
              )}
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
              <StepFields page={page} view={view} state={state} />
              <Checkbox name="open" label={t('open')} help={t('open.help')} />
              <Telling page={page} state={state} />
              <SubmitRow cancel={path}>
                <Button>{t('outcome.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Stack>
      )}
    </DecisionFrame>
  );
}

/** Lines for what is to be done; the first one is open, the others where something is typed in them. */
function StepFields({ page, view: { at, owners }, state }: Props) {
  const t = words(page.locale);
  const person = (one: { id: string; name: string }) => ({ value: `person:${one.id}`, label: one.name });
  const options = [
    ...owners.alone.map(person),
    ...owners.partners.map((partner) => ({
      group: partner.name,
      options: [
        ...partner.people.map(person),
        { value: `partner:${partner.id}`, label: t('steps.partner', { partner: partner.name }) },
      ],
    })),
  ];
  return (
    <>
      {at.steps.length > 0 && <Steps page={page} at={at} level={2} />}
      {Array.from({ length: stepsOffered }, (_, n) => {
        const names = stepFields(n);
        const isTyped = Object.values(names).some((name) => textOf(state, name));
        const isFirst = n === 0 && at.steps.length === 0;
        return (
          <More key={names.text} summary={t('steps.n', { n: n + 1 })} open={isTyped || isFirst}>
            <Field name={names.text} label={t('steps.what')} optional />
            <Select name={names.owner} label={t('steps.owner')} empty optional options={options} />
            <Field name={names.due} type="date" label={t('steps.due')} optional />
          </More>
        );
      })}
    </>
  );
}

/** Whom to tell besides the partners, who are told anyway. */
function Telling({ page, state }: Pick<Props, 'page' | 'state'>) {
  const t = words(page.locale);
  return (
    <More summary={t('tell')} open={Boolean(textOf(state, 'tell'))}>
      <TextArea name="tell" label={t('tell.addresses')} help={t('tell.help')} rows={3} optional />
      <Select
        name="tellIn"
        label={t('tell.language')}
        value={page.locale}
        options={page.languages.map((locale) => ({
          value: locale,
          label: languageName(locale, page.locale),
        }))}
      />
    </More>
  );
}
