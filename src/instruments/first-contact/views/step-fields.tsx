import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { exampleDay, Said } from './said.tsx';
import type { StepView } from './step.tsx';
import { unitChoices } from './unit-choices.ts';

/** The questions of one step. */
export function Fields({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { step, values } = view;
  const area = (name: 'want' | 'bring' | 'ask' | 'knownBy', key: string, rows = 4) => (
    <TextArea
      name={name}
      label={t(`${key}.label` as 'want.label')}
      help={t(`${key}.help` as 'want.help')}
      rows={rows}
      value={values[name]}
    />
  );
  const title = <Field name="title" label={t('title.label')} help={t('title.help')} value={values.title} />;
  if (step === 'plan') {
    return (
      <>
        {title}
        {area('want', 'want')}
        {area('bring', 'bring')}
        {view.goals.length > 0 && (
          <Select
            name="goal"
            label={t('goal.label')}
            help={t('goal.help')}
            optional
            empty={t('goal.none')}
            value={values.goal ?? ''}
            options={view.goals.map((goal) => ({ value: goal.id, label: page.text(goal.title) }))}
          />
        )}
      </>
    );
  }
  if (step === 'ask') return <AskFields page={page} view={view} ask={area('ask', 'ask')} />;
  if (step === 'request') {
    return (
      <>
        {view.complaint && (
          <Said written={{ [page.locale]: view.complaint }} page={page} by={t('complaint.yours')} />
        )}
        <Select
          name="to"
          label={t('unit.label')}
          help={t('unit.help')}
          empty
          value={view.unit?.slug ?? ''}
          options={unitChoices(page, view.units)}
        />
        {area('ask', 'what')}
        {title}
        <Day page={page} view={view} />
        {area('knownBy', 'knownBy', 3)}
      </>
    );
  }
  return <WriterFields page={page} view={view} />;
}

function Day({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { values, unit } = view;
  const written = values.neededBy?.split('-').map(Number).reverse().join('.');
  const example = exampleDay(page);
  const help = unit?.reply_days
    ? t('day.promise', { day: example, n: unit.reply_days })
    : t('day.help', { day: example });
  return (
    <Field
      name="neededBy"
      type="date"
      label={t('day.label')}
      help={help}
      value={written}
      optional={view.step === 'ask'}
    />
  );
}

function AskFields({ page, view, ask }: { page: Page; view: StepView; ask: VNode }) {
  const t = words(page.locale);
  const { values } = view;
  const meets = values.meet ?? (values.meeting ? 'yes' : undefined);
  return (
    <>
      {ask}
      <Day page={page} view={view} />
      <Radios
        name="meet"
        label={t('meet.label')}
        value={meets}
        options={[
          { value: 'yes', label: t('meet.yes') },
          { value: 'no', label: t('meet.no') },
        ]}
      />
      <TextArea
        name="meeting"
        label={t('meeting.label')}
        help={t('meeting.help')}
        rows={2}
        value={values.meeting}
        optional
      />
    </>
  );
}

function WriterFields({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { values, guest, organisations } = view;
  // Where there are several, nobody guesses for whom it is.
  const usual = organisations.length === 1 ? organisations[0]!.id : undefined;
  const chosen = values.organisation ?? (values.open ? '' : usual);
  return (
    <>
      {guest && (
        <>
          <Field name="name" label={t('name.label')} autocomplete="name" value={values.name} />
          <Field
            name="email"
            type="email"
            label={t('email.label')}
            help={t('email.help')}
            autocomplete="email"
            value={values.email}
          />
          <Field
            name="group"
            label={t('group.label')}
            help={t('group.help')}
            autocomplete="organization"
            value={values.group}
            optional
          />
        </>
      )}
      {!guest && organisations.length > 0 && (
        <Radios
          name="organisation"
          label={t('organisation.label')}
          value={chosen}
          options={[
            ...organisations.map((one) => ({ value: one.id, label: page.text(one.name) })),
            { value: '', label: t('organisation.self') },
          ]}
        />
      )}
      <Select
        name="language"
        label={t('language.label')}
        value={values.language ?? page.locale}
        options={[
          ...page.city.locales.map((locale) => ({ value: locale, label: ownName[locale], lang: locale })),
          { value: 'und', label: t('language.other') },
        ]}
      />
      {page.city.locales.length > 1 && (
        <Select
          name="locale"
          label={t('locale.label')}
          value={values.locale ?? page.locale}
          options={page.city.locales.map((locale) => ({
            value: locale,
            label: ownName[locale],
            lang: locale,
          }))}
        />
      )}
      <Checkbox name="open" label={t('open.label')} help={t('open.help')} checked={values.open === 'yes'} />
    </>
  );
}
