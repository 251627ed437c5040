import type { VNode } from 'preact';
import type { RequestKind } from '../../../mechanisms/request/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { type Localised, ownName } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { type BriefContent, type Step, stepsOf } from '../rules.ts';
import type { Unit } from '../store/units.ts';
import { nameOf, Said } from './said.tsx';
import { unitChoices } from './unit-choices.ts';

export type StepView = {
  step: Step;
  kind: RequestKind;
  /** Absent where the page is only about to be begun. */
  id?: string;
  action: string;
  values: BriefContent & { goal?: string | null; organisation?: string | null; locale?: string };
  unit: Unit | undefined;
  goals: readonly { id: string; title: Localised }[];
  units: readonly Unit[];
  organisations: readonly Unit[];
  guest: boolean;
  savedAt?: Date;
  complaint?: string | undefined;
  advice: readonly VNode[];
  form?: FormState;
};

/** One step of a page: a few questions, saved when it goes on. */
export function StepPage({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { kind, unit, step, form } = view;
  const name = nameOf(unit, page);
  const title =
    kind === 'composed' ? t('composed.title') : name ? t('brief.title', { name }) : t('brief.title.none');
  const steps: readonly Step[] = stepsOf[kind];
  const saved =
    view.savedAt &&
    t('saved.at', {
      time: writeDate(view.savedAt, 'moment', { locale: page.locale, timeZone: page.city.timeZone }),
    });
  const crumbs = [
    { href: '/who-does-what', label: t('crumb.who') },
    ...(unit ? [{ href: `/organisations/${unit.slug}`, label: name }] : []),
    { label: t(kind === 'composed' ? 'crumb.composed' : 'crumb.brief') },
  ];
  const back =
    view.id && steps.indexOf(step) > 0
      ? `/briefs/${view.id}/steps/${steps[steps.indexOf(step) - 1]}`
      : undefined;
  const last = steps.indexOf(step) === steps.length - 1;
  const matter = (
    <Stack gap="6">
      <Intro
        title={title}
        state={
          <>
            <Steps n={steps.indexOf(step) + 1} of={steps.length} />
            {saved && ` · ${saved}`}
          </>
        }
        lead={t(`step.${step}.lead`)}
      />
      <Draft name={`brief-${view.id ?? 'new'}-${step}`} reader={page.person?.id ?? ''}>
        <Form action={view.action}>
          {!view.id && unit && <input type="hidden" name="to" value={unit.slug} />}
          <Fields page={page} view={view} />
          <SubmitRow>
            <Button>{t(last ? 'step.read' : 'step.next', { n: steps.indexOf(step) + 2 })}</Button>
            <Button variant="tertiary" name="later" value="yes">
              {t('step.later')}
            </Button>
            {back && (
              <Link href={back} quiet>
                {t('step.back')}
              </Link>
            )}
          </SubmitRow>
        </Form>
      </Draft>
    </Stack>
  );
  return (
    <Layout
      frame={page.frame}
      title={title}
      errors={form?.errors ?? {}}
      hidden={view.id !== undefined}
      crumbs={crumbs}
    >
      {step === 'plan' ? <Split aside={<Beside page={page} view={view} />}>{matter}</Split> : matter}
    </Layout>
  );
}

function Beside({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const to = view.unit ? `?to=${view.unit.slug}` : '';
  return (
    <>
      <Stack gap="2">
        <p class="text">{t('perspective.why')}</p>
        <p>
          <Link href={view.id ? `/briefs/${view.id}/perspective` : `/briefs/new/perspective${to}`}>
            {t('perspective.link')}
          </Link>
        </p>
      </Stack>
      {!view.unit && <p class="small">{t('brief.anyone')}</p>}
      {view.advice}
    </>
  );
}

function Fields({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { step, values, form } = view;
  const area = (name: 'want' | 'bring' | 'ask' | 'knownBy', key: string, rows = 4) => (
    <TextArea
      name={name}
      label={t(`${key}.label` as 'want.label')}
      help={t(`${key}.help` as 'want.help')}
      rows={rows}
      value={values[name]}
      state={form}
      maxlength={4000}
    />
  );
  const title = (
    <Field
      name="title"
      label={t('title.label')}
      help={t('title.help')}
      value={values.title}
      state={form}
      maxlength={140}
    />
  );
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
            state={form}
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
          state={form}
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
  const { values, form, unit } = view;
  const written = values.neededBy?.split('-').map(Number).reverse().join('.');
  const help = unit?.reply_days ? t('day.promise', { n: unit.reply_days }) : t('day.help');
  return (
    <Field name="neededBy" type="date" label={t('day.label')} help={help} value={written} state={form} />
  );
}

function AskFields({ page, view, ask }: { page: Page; view: StepView; ask: VNode }) {
  const t = words(page.locale);
  const { values, form } = view;
  const meets = values.meeting ? 'yes' : values.ask ? 'no' : undefined;
  return (
    <>
      {ask}
      <Day page={page} view={view} />
      <Radios
        name="meet"
        label={t('meet.label')}
        value={meets}
        state={form}
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
        state={form}
        optional
        maxlength={2000}
      />
    </>
  );
}

function WriterFields({ page, view }: { page: Page; view: StepView }) {
  const t = words(page.locale);
  const { values, form, guest, organisations } = view;
  return (
    <>
      {guest && (
        <>
          <Field
            name="name"
            label={t('name.label')}
            autocomplete="name"
            value={values.name}
            state={form}
            maxlength={120}
          />
          <Field
            name="email"
            type="email"
            label={t('email.label')}
            help={t('email.help')}
            autocomplete="email"
            value={values.email}
            state={form}
            maxlength={254}
          />
          <Field
            name="group"
            label={t('group.label')}
            help={t('group.help')}
            autocomplete="organization"
            value={values.group}
            state={form}
            optional
            maxlength={200}
          />
        </>
      )}
      {!guest && organisations.length > 0 && (
        <Radios
          name="organisation"
          label={t('organisation.label')}
          value={values.organisation ?? (values.open ? '' : organisations[0]!.id)}
          state={form}
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
        state={form}
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
          state={form}
          options={page.city.locales.map((locale) => ({
            value: locale,
            label: ownName[locale],
            lang: locale,
          }))}
        />
      )}
      <Checkbox
        name="open"
        label={t('open.label')}
        help={t('open.help')}
        checked={values.open === 'yes'}
        state={form}
      />
    </>
  );
}
