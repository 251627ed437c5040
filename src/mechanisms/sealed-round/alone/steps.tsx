import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import type { Crumb } from '../../../ui/crumbs.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { Answer } from '../answers.ts';
import { type Content, isLastMissing, type Question, recordedHow } from '../rules.ts';
import { AnswerFields, ReadAnswer } from './answer.tsx';
import { type AskedAt, moment } from './asked.ts';
import { words } from './messages/index.ts';

type StepProps = {
  page: Page;
  at: AskedAt;
  base: string;
  questions: readonly Question[];
  above: readonly Crumb[];
  state: FormState | undefined;
};

/** Before sealing: the answer as the others will read it, and what happens then. */
export function SealPage({ answer, ...step }: StepProps & { answer: Answer }) {
  const { page, at, base, questions, above, state } = step;
  const { round, asked, stage } = at;
  const t = words(page.locale);
  const last = at.mine !== undefined && isLastMissing(round, asked, at.mine.id);
  const opens = last
    ? t('seal.opens.now')
    : t(`seal.opens.${round.opens}`, { at: moment(page, round.dueAt) });
  const errors = state && { errors: state.errors };
  return (
    <Inside
      frame={page.frame}
      title={t('seal.title')}
      partnership={at.inside.partnership}
      above={above}
      {...errors}
    >
      <Stack gap="12">
        <Intro title={t('seal.title')} lead={t('seal.lead')} />
        <ReadAnswer page={page} questions={questions} content={answer.content} written={answer.locale} />
        {stage === 'open' ? (
          <p class="text">{t('seal.late')}</p>
        ) : (
          <Ticks>
            {!last && <Tick sign="lock">{t('seal.alone')}</Tick>}
            <Tick sign="letter">{opens}</Tick>
            {!last && <Tick sign="pen">{t('seal.until')}</Tick>}
          </Ticks>
        )}
        <Form action={`${base}/seal`} state={state}>
          <input type="hidden" name="version" value={answer.version} />
          <SubmitRow cancel={base}>
            <Button>{t('seal.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}

/** How and when a partner without people has told what is written down for it. */
export function ToldFields({ page, how, on }: { page: Page; how: string; on: string | null }) {
  const t = words(page.locale);
  return (
    <>
      <Radios
        name="how"
        label={t('how')}
        value={how}
        options={recordedHow.map((value) => ({ value, label: t(`how.${value}`) }))}
      />
      <Field
        name="on"
        type="date"
        label={t('on')}
        value={typedDay(on ?? dayOf(page.now, page.city.timeZone))}
      />
    </>
  );
}

type RecordProps = StepProps & {
  partner: { id: string; name: string };
  answer: Answer | undefined;
  elsewhere: boolean;
  /** What somebody had written who finds no form any more. */
  typed: Content | undefined;
};

/** Writing down what a partner without people has said. */
export function RecordPage({ partner, answer, elsewhere, typed, ...step }: RecordProps) {
  const { page, at, base, questions, above, state } = step;
  const t = words(page.locale);
  const title = t('record.title', { partner: partner.name });
  const last = at.stage === 'closed' && isLastMissing(at.round, at.asked, partner.id);
  const errors = state && { errors: state.errors };
  return (
    <Inside frame={page.frame} title={title} partnership={at.inside.partnership} above={above} {...errors}>
      <Stack gap="12">
        <Intro title={title} lead={t('record.lead', { partner: partner.name })} />
        {elsewhere ? (
          <>
            <p class="text">
              {t('record.elsewhere')} <Link href={base}>{above.at(-1)?.label}</Link>
            </p>
            {typed && (
              <Section title={t('record.typed')}>
                <ReadAnswer page={page} questions={questions} content={typed} written={page.locale} />
              </Section>
            )}
          </>
        ) : (
          <Form action={`${base}/for/${partner.id}`} state={state}>
            <ToldFields page={page} how={answer?.recordedHow ?? ''} on={answer?.recordedOn ?? null} />
            <AnswerFields questions={questions} content={answer?.content ?? {}} />
            <SubmitRow cancel={base} note={t(last ? 'record.last' : 'record.note')}>
              <Button>{t(last ? 'record.last.do' : 'record.do')}</Button>
            </SubmitRow>
          </Form>
        )}
      </Stack>
    </Inside>
  );
}
