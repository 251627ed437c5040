import { fallbackWays, mayFallBack, readFallback } from '../../../mechanisms/decision/fallback.ts';
import type { Process } from '../../../mechanisms/decision/process.ts';
import { opensOf, stages } from '../../../mechanisms/decision/stages.ts';
import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';
import { pathOf, processWords, whoWords } from './parts.tsx';

/** When people begin to work. */
export const usualOpening = '08:00';

type Props = { page: Page; at: DecisionView };

export function isTimeOver(page: Page, { going, decision }: DecisionView): boolean {
  return going && decision.dueAt <= page.now;
}

/** The time for it is over, and nobody has said what comes next; who says so is asked elsewhere on the page. */
export function TimeOver({ page, at }: Props) {
  if (at.steers || !isTimeOver(page, at)) return null;
  const { dueAt } = at.decision;
  return <Notice>{words(page.locale)('stage.over', { at: page.moment(dueAt) })}</Notice>;
}

/** How it came to what is wanted now, with the reasons. */
export function Moves({ page, at }: Props) {
  const t = words(page.locale);
  return at.moves.map((one) => (
    <p class="text" key={one.id}>
      {t(one.byItself ? 'stage.moved.itself' : 'stage.moved', {
        who: whoWords(page, one.byName),
        day: page.day(one.at),
        was: t(`stage.${one.was}`),
        stage: t(`stage.${one.stage}`),
      })}
      {one.reason && '. '}
      <span lang={page.langOf(one.locale)}>{one.reason}</span>
    </p>
  ));
}

/** What is done if it is not reached, as it was chosen beforehand. */
export function FallbackSaid({ page, at }: Props) {
  const t = words(page.locale);
  const { process } = at.decision;
  const fallback = readFallback(at.decision.fallback);
  if (!mayFallBack(process)) return null;
  const name = fallback?.kind === 'way' ? processWords(page.locale, { key: fallback.way }, 'name') : '';
  return <p class="text">{t(`fallback.said.${fallback?.kind ?? 'leave'}`, { n: process.days, name })}</p>;
}

const reasons = ['blocked', 'quorum', 'sector-quorum', 'nobody'] as const;

/** Where the house went on as was chosen beforehand: with more time, in another way, or above, and from where. */
export function FellBack({ page, at }: Props) {
  const t = words(page.locale);
  const { of, from } = at.fallbacks;
  const because = (reason: string) => {
    const known = reasons.find((one) => one === reason);
    return known && ` ${t(`fell.because.${known}`)}`;
  };
  const path = pathOf(at.inside.partnership.id);
  return (
    <>
      {from?.kind === 'above' && (
        <Notice>
          <p>
            {t('handed.from')}
            {because(from.reason)}
          </p>
          <Link href={`${path}/${from.decision}`}>{t('handed.from.read')}</Link>
        </Notice>
      )}
      {from && from.kind !== 'above' && (
        <Notice>
          <p>
            {t('fell.from', { name: processWords(page.locale, from.process, 'name') })}
            {because(from.reason)}
          </p>
          <Link href={`${path}/${from.decision}`}>{t('fell.from.read')}</Link>
        </Notice>
      )}
      {of?.leadsTo && (
        <Notice>
          <p>{t(of.kind === 'above' ? 'handed.to' : 'fell.on')}</p>
          <Link href={`${path}/${of.leadsTo}`}>
            {t(of.kind === 'above' ? 'handed.to.read' : 'fell.on.read')}
          </Link>
        </Notice>
      )}
      {of && !of.leadsTo && (
        <Notice>
          {t('fell.time', { day: page.day(of.wasDueAt) })}
          {because(of.reason)}
        </Notice>
      )}
    </>
  );
}

/** With what it begins. */
export function StageField({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Radios
      name="stage"
      label={t('stage.begin')}
      value="decide"
      options={stages.map((value) => ({ value, label: t(`stage.begin.${value}`) }))}
    />
  );
}

/** From when on voices are taken, where that is later: until then it is talked about and worked on. */
export function OpeningFields({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <>
      <Field name="from" type="date" label={t('new.from')} help={t('new.from.help')} optional />
      <Field name="fromTime" label={t('new.from-time')} value={usualOpening} width="short" />
    </>
  );
}

/** What is done if it is not reached. */
export function FallbackField({
  page,
  process,
  groups,
}: {
  page: Page;
  process: Process;
  /** How many groups there are. */
  groups: number;
}) {
  const t = words(page.locale);
  if (!mayFallBack(process)) return null;
  return (
    <Radios
      name="fallback"
      label={t('fallback')}
      help={t('fallback.help')}
      value="leave"
      options={[
        { value: 'leave', label: t('fallback.leave') },
        { value: 'time', label: t('fallback.time', { n: process.days }) },
        ...(groups > 0 ? [{ value: 'above', label: t('fallback.above') }] : []),
        ...fallbackWays.map(({ key }) => ({
          value: `way-${key}`,
          label: t('fallback.way', { name: processWords(page.locale, { key }, 'name') }),
        })),
      ]}
    />
  );
}

/** Moving it on, or back. */
export function StagePage({ page, at, state }: Props & { state: FormState | undefined }) {
  const t = words(page.locale);
  const { stage, dueAt, process } = at.decision;
  const usual = usualDate(page.now, page.city, process.days);
  const opens = opensOf(at.decision);
  const lead = { stage: t(`stage.${stage}`), at: page.moment(opens ?? dueAt) };
  return (
    <DecisionFrame page={page} at={at} title={t('stage.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('stage.title')} lead={t(opens ? 'stage.lead.opens' : 'stage.lead', lead)} />
          <Draft name={`stage-${at.decision.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${path}/stage`} state={state}>
              <Radios
                name="stage"
                label={t('stage.begin')}
                options={stages
                  .filter((one) => one !== stage)
                  .map((value) => ({ value, label: t(`stage.begin.${value}`) }))}
              />
              <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
              <Field name="time" label={t('new.time')} value={usual.time} width="short" />
              <TextArea
                name="reason"
                label={t('stage.reason')}
                help={t('stage.reason.help')}
                rows={3}
                optional
              />
              <SubmitRow cancel={path}>
                <Button>{t('stage.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Stack>
      )}
    </DecisionFrame>
  );
}
