import type { Page } from '../../../platform/http/page.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { loadToSet, Raising } from '../actions.ts';
import { words } from '../messages/index.ts';
import { abouts, steps, typedClock } from '../rules.ts';
import { Frame, FramedForm } from './frame.tsx';
import { stepWords } from './parts.tsx';

/** What happened from one side, and what it wants: in words that the other side can read. */
export function RaisePage({ page, at, state }: { page: Page; at: Raising; state: FormState | undefined }) {
  const t = words(page.locale);
  const frame = { page, inside: at.inside, title: t('new.title'), state };
  if (at.others.length === 0)
    return (
      <Frame {...frame}>
        <Stack gap="12">
          <Intro title={t('new.title')} />
          <p class="text">{t('new.none')}</p>
        </Stack>
      </Frame>
    );
  const decisions = at.decisions.map(({ id, title, locale }) => ({
    ...{ value: id, label: title, lang: page.langOf(locale) },
  }));
  return (
    <FramedForm {...frame} lead={t('new.lead')} action="" button={t('new.do')} note={t('new.note')}>
      <Notice>
        <p>{t('new.neutral')}</p>
      </Notice>
      <Field name="title" label={t('new.name')} />
      <Checkboxes
        name="with"
        label={t('new.with')}
        options={at.others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Radios
        name="about"
        label={t('new.about')}
        options={abouts.map((value) => ({
          ...{ value, label: t(`about.${value}`) },
          ...(value === 'facilitation' && { help: t('about.facilitation.help') }),
        }))}
      />
      {decisions.length > 0 && (
        <Select
          name="decision"
          label={t('new.decision')}
          options={decisions}
          empty={t('new.decision.none')}
          optional
        />
      )}
      <TextArea name="happened" label={t('new.happened')} rows={6} />
      <TextArea name="wants" label={t('new.wants')} help={t('new.wants.help')} rows={4} />
    </FramedForm>
  );
}

/** How many days each step has in this partnership. */
export function DaysPage({
  page,
  at,
  state,
}: {
  page: Page;
  at: Awaited<ReturnType<typeof loadToSet>>;
  state: FormState | undefined;
}) {
  const t = words(page.locale);
  return (
    <FramedForm
      {...{ page, inside: at.inside, state, title: t('days.title'), lead: t('days.lead') }}
      action="/days"
      button={t('days.do')}
      stands={typedClock(at.clock)}
    >
      {steps.map((step) => (
        <Field
          key={step}
          name={step}
          type="number"
          label={t('days.of', { step: stepWords(page.locale, step) })}
        />
      ))}
    </FramedForm>
  );
}
