import type { VNode } from 'preact';
import { lessonFor } from '../../../guide/lessons.ts';
import type { RequestKind } from '../../../mechanisms/request/tables.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { type BriefContent, type Step, stepsOf } from '../rules.ts';
import type { Unit } from '../store/units.ts';
import { nameOf } from './said.tsx';
import { Fields } from './step-fields.tsx';

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
  /** Somebody without an account begins where no mail can be sent. */
  noMail?: boolean;
  /** Where they go on with the page that they have begun. */
  begun?: string | undefined;
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
      time: page.moment(view.savedAt),
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
          <span>
            <Steps n={steps.indexOf(step) + 1} of={steps.length} />
            {saved && ` · ${saved}`}
          </span>
        }
        lead={t(`step.${step}.lead`)}
      />
      {view.kind !== 'composed' && view.step === steps[0] && (
        <LessonLine lesson={lessonFor('write', page.locale)} />
      )}
      {view.begun && (
        <Notice>
          <p>
            {t('begun')} <Link href={view.begun}>{t('begun.do')}</Link>
          </p>
        </Notice>
      )}
      {view.noMail && <NoMail page={page} />}
      <Draft name={`brief-${view.id ?? 'new'}-${step}`} reader={page.person?.id ?? ''}>
        <Form action={view.action} state={form}>
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

/** Said before anybody writes what they could not send. */
export function NoMail({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Notice tone="warning">
      <p>
        {t('begin.noMail')} <Link href="/sign-in">{t('begin.noMail.do')}</Link>
      </p>
    </Notice>
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
      {!view.id && (
        <p class="small">
          {t('complaint.beside')} <Link href={`/complaints/turn${to}`}>{t('complaint.link')}</Link>
        </p>
      )}
      {view.advice}
    </>
  );
}
