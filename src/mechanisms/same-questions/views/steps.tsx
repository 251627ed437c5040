import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { Answer } from '../../sealed-round/answers.ts';
import { type Content, isLastMissing, recordedHow } from '../../sealed-round/rules.ts';
import { words } from '../messages/index.ts';
import { type At, addressOf, type Room } from '../room.ts';
import { AnswerFields, ReadAnswer } from './parts.tsx';

type StepProps<Own extends At> = { page: Page; room: Room<Own>; at: Own; state?: FormState | undefined };

/** The frame of a page that belongs to a round, with the way back to that. */
export function frameOf<Own extends At>({ page, room, at, state }: StepProps<Own>, title: string) {
  const { partnership } = at.inside;
  return {
    frame: page.frame,
    title,
    partnership,
    above: [
      ...(room.above?.(page, at) ?? []),
      { href: addressOf(room, at.round), label: room.title(page.locale) },
    ],
    ...(state && { errors: state.errors }),
  };
}

/** Before sealing: the answer as the others will read it, and what happens then. */
export function SealPage<Own extends At>({ answer, ...step }: StepProps<Own> & { answer: Answer }) {
  const { page, room, at } = step;
  const { round, asked, stage } = at;
  const t = words(page.locale);
  const base = addressOf(room, round);
  const last = at.mine !== undefined && isLastMissing(round, asked, at.mine.id);
  const opens = last ? t('seal.opens.now') : t(`seal.opens.${round.opens}`, { at: page.moment(round.dueAt) });
  return (
    <InsidePage {...frameOf(step, t('seal.title'))}>
      <Stack gap="12">
        <Intro title={t('seal.title')} lead={t('seal.lead')} />
        <ReadAnswer
          page={page}
          parts={room.partsIn(page.locale)}
          content={answer.content}
          written={answer.locale}
        />
        {stage === 'open' ? (
          <p class="text">{t('seal.late')}</p>
        ) : (
          <Ticks>
            {!last && <Tick sign="lock">{t('seal.alone')}</Tick>}
            <Tick sign="letter">{opens}</Tick>
            {!last && <Tick sign="pen">{t('seal.until')}</Tick>}
          </Ticks>
        )}
        <Form action={`${base}/seal`} state={step.state}>
          <input type="hidden" name="version" value={answer.version} />
          <SubmitRow cancel={base}>
            <Button>{t('seal.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
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

/** Writing down what a partner without people has said. */
export function RecordPage<Own extends At>({
  partner,
  answer,
  elsewhere,
  typed,
  ...step
}: StepProps<Own> & {
  partner: { id: string; name: string };
  answer: Answer | undefined;
  elsewhere: boolean;
  /** What somebody had written who finds no form any more. */
  typed: Content | undefined;
}) {
  const { page, room, at, state } = step;
  const t = words(page.locale);
  const title = t('record.title', { partner: partner.name });
  const base = addressOf(room, at.round);
  const last = at.stage === 'closed' && isLastMissing(at.round, at.asked, partner.id);
  return (
    <InsidePage {...frameOf(step, title)}>
      <Stack gap="12">
        <Intro title={title} lead={t('record.lead', { partner: partner.name })} />
        {elsewhere ? (
          <>
            <p class="text">
              {t('record.elsewhere')} <Link href={base}>{room.title(page.locale)}</Link>
            </p>
            {typed && (
              <Section title={t('record.typed')}>
                <ReadAnswer
                  page={page}
                  parts={room.partsIn(page.locale)}
                  content={typed}
                  written={page.locale}
                />
              </Section>
            )}
          </>
        ) : (
          <Form action={`${base}/for/${partner.id}`} state={state}>
            <ToldFields page={page} how={answer?.recordedHow ?? ''} on={answer?.recordedOn ?? null} />
            <AnswerFields
              page={page}
              parts={room.partsIn(page.locale)}
              content={answer?.content ?? {}}
              level={2}
            />
            <SubmitRow cancel={base} note={t(last ? 'record.last' : 'record.note')}>
              <Button>{t(last ? 'record.last.do' : 'record.do')}</Button>
            </SubmitRow>
          </Form>
        )}
      </Stack>
    </InsidePage>
  );
}
