import { ToldFields } from '../../../mechanisms/same-questions/views/steps.tsx';
import type { Answer } from '../../../mechanisms/sealed-round/answers.ts';
import { type Content, isLastMissing } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { Partner } from '../../partnerships/store.ts';
import type { InRound } from '../actions.ts';
import { words } from '../messages/index.ts';
import { nameOf, saidIn } from '../named.ts';
import { BackToRound } from './closed.tsx';
import { AnswerFields, Moment, ReadAnswers } from './parts.tsx';

type StepProps = { page: Page; at: InRound; state?: FormState | undefined };

function frameOf({ page, at, state }: StepProps, title: string) {
  const { round, inside } = at;
  const t = words(page.locale);
  const base = `/partnerships/${round.space}/rounds`;
  return {
    frame: page.frame,
    title,
    partnership: inside.partnership,
    above: [
      { href: base, label: t('rounds') },
      { href: `${base}/${round.id}`, label: nameOf(page.locale, round), said: saidIn(round) },
    ],
    ...(state && { errors: state.errors }),
  };
}

/** Before sealing: the answer as the others will read it, and what happens then. */
export function SealPage({ answer, ...step }: StepProps & { answer: Answer }) {
  const { page, at } = step;
  const { round, asked, stage } = at;
  const t = words(page.locale);
  const late = stage === 'open';
  const last = at.mine !== undefined && isLastMissing(round, asked, at.mine.id);
  return (
    <InsidePage {...frameOf(step, t('seal.title'))}>
      <Intro title={t('seal.title')} lead={t(late ? 'seal.lead.late' : 'seal.lead')} />
      <Split
        aside={
          <Section title={t('seal.then')} ruled>
            <Ticks small>
              {late ? (
                <>
                  <Tick sign="eye">{t('seal.late.seen', { n: asked.length })}</Tick>
                  <Tick sign="clock">{t('seal.late.marked')}</Tick>
                  <Tick sign="lock">{t('seal.late.stays')}</Tick>
                </>
              ) : (
                <>
                  {!last && <Tick sign="lock">{t('seal.alone')}</Tick>}
                  <Tick sign="letter">
                    {last
                      ? t('seal.opens.now')
                      : t(`seal.opens.${round.opens}`, { at: page.moment(round.dueAt) })}
                  </Tick>
                  {!last && <Tick sign="pen">{t('seal.until')}</Tick>}
                  <Tick sign="eye">{t(last ? 'seal.after.last' : 'seal.after', { n: asked.length })}</Tick>
                </>
              )}
            </Ticks>
          </Section>
        }
      >
        <ReadAnswers
          page={page}
          questions={round.questions}
          locale={round.locale}
          content={answer.content}
          written={answer.locale}
          level={2}
        />
        <Form action={`/partnerships/${round.space}/rounds/${round.id}/seal`} state={step.state}>
          <input type="hidden" name="version" value={answer.version} />
          <SubmitRow>
            <Button>{t('seal.do')}</Button>
            <BackToRound page={page} at={at} />
          </SubmitRow>
        </Form>
      </Split>
    </InsidePage>
  );
}

/** Writing down what a partner without people has said. */
export function RecordPage({
  partner,
  answer,
  elsewhere,
  typed,
  ...step
}: StepProps & {
  partner: Partner;
  answer: Answer | undefined;
  elsewhere: boolean;
  /** What somebody had written who finds no form any more. */
  typed: Content | undefined;
}) {
  const { page, at, state } = step;
  const { round } = at;
  const t = words(page.locale);
  const title = t('record.title', { partner: partner.name });
  const last = at.stage === 'closed' && isLastMissing(round, at.asked, partner.id);
  return (
    <InsidePage {...frameOf(step, title)}>
      <Intro title={title} lead={t('record.lead', { partner: partner.name })} />
      <Split
        aside={
          <Section title={t('record.happens')} ruled>
            <Ticks small>
              <Tick sign="pen">{t('record.happens.marked')}</Tick>
              <Tick sign="lock">{t('record.happens.alone')}</Tick>
              <Tick sign="people">{t('record.happens.later', { partner: partner.name })}</Tick>
              {last && <Tick sign="letter">{t('record.last')}</Tick>}
            </Ticks>
          </Section>
        }
      >
        {elsewhere ? (
          <>
            <p class="text">{t('record.elsewhere')}</p>
            {typed && (
              <Section title={t('record.typed')}>
                <ReadAnswers
                  page={page}
                  questions={round.questions}
                  locale={round.locale}
                  content={typed}
                  written={page.locale}
                />
              </Section>
            )}
            <BackToRound page={page} at={at} />
          </>
        ) : (
          <Form action={`/partnerships/${round.space}/rounds/${round.id}/for/${partner.id}`} state={state}>
            <ToldFields page={page} how={answer?.recordedHow ?? ''} on={answer?.recordedOn ?? null} />
            <AnswerFields
              page={page}
              questions={round.questions}
              locale={round.locale}
              content={answer?.content ?? {}}
            />
            <SubmitRow>
              <Button>{t(last ? 'record.last.do' : 'record.do')}</Button>
              <BackToRound page={page} at={at} />
            </SubmitRow>
          </Form>
        )}
      </Split>
    </InsidePage>
  );
}

/** More time for all; the date never comes nearer. */
export function DatePage(step: StepProps) {
  const { page, at, state } = step;
  const { round } = at;
  const t = words(page.locale);
  return (
    <InsidePage {...frameOf(step, t('date.title'))}>
      <Intro title={t('date.title')} lead={t('date.lead')} />
      <Split
        aside={
          <Section title={t('date.now')} ruled>
            <p>
              <Moment page={page} at={round.dueAt} />
            </p>
          </Section>
        }
      >
        <Form action={`/partnerships/${round.space}/rounds/${round.id}/date`} state={state}>
          <Field
            name="day"
            type="date"
            label={t('date.day')}
            help={t('day.help', { example: exampleAhead(page) })}
          />
          <Field
            name="time"
            width="short"
            label={t('time.label')}
            help={t('time.help', { zone: page.city.timeZone })}
            value={timeOf(round.dueAt, page.city.timeZone)}
          />
          <TextArea name="reason" label={t('reason')} help={t('reason.help')} rows={2} />
          <SubmitRow>
            <Button>{t('date.do')}</Button>
            <BackToRound page={page} at={at} />
          </SubmitRow>
        </Form>
      </Split>
    </InsidePage>
  );
}
