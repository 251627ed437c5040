import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';
import { outcomes, typedMilestone } from '../rules.ts';
import type { listMoves, listSteps, Milestone } from '../store.ts';
import { OwnerSelect } from './owner-select.tsx';
import { nearDay, ownerWords, pathOf, planOf, type Sent, standingWords, stateFor } from './parts.tsx';

export type MilestoneForm = 'change' | 'date' | 'step' | 'outcome' | 'other';
type Props = {
  page: Page;
  inside: Inside;
  milestone: Milestone;
  moves: Awaited<ReturnType<typeof listMoves>>;
  steps: Awaited<ReturnType<typeof listSteps>>;
  owners: Owners;
  sent?: Sent<MilestoneForm> | undefined;
};

/** One milestone: what it is, the way to it, and what became of it. */
export function MilestonePage(props: Props) {
  const { page, inside, milestone, sent } = props;
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const today = dayOf(page.now, page.city.timeZone);
  const settled = milestone.settledAs;
  const said = { text: milestone.what, lang: milestone.locale };
  return (
    <InsidePage
      frame={page.frame}
      title={milestone.what}
      said={said}
      partnership={partnership}
      above={[
        { href: pathOf(partnership.id), label: t('title') },
        { href: planOf(partnership.id), label: t('plan') },
      ]}
      {...(sent && { errors: sent.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={page.langOf(milestone.locale)}>{milestone.what}</span>}
          state={
            <State state={settled === 'reached' ? 'agreed' : settled ? 'none' : 'begun'}>
              {standingWords(page, milestone, today)}
            </State>
          }
        />
        <Facts
          facts={[
            { term: t('table.due'), value: page.day(milestone.due) },
            { term: t('table.owner'), value: ownerWords(page, milestone) },
            {
              term: t('table.known'),
              value: (
                <span class="written" lang={page.langOf(milestone.locale)}>
                  {milestone.knownBy}
                </span>
              ),
            },
            milestone.note !== '' && {
              term: t('note'),
              value: <span class="written">{milestone.note}</span>,
            },
          ]}
        />
        {settled && contributes && (
          <Form action={`${planOf(partnership.id)}/${milestone.id}/reopening`}>
            <Button variant="secondary">{t(`as.${settled}.undo`)}</Button>
          </Form>
        )}
        <Steps {...props} today={today} />
        {contributes && !settled && <Outcome {...props} />}
        {contributes && !settled && <MoveDay {...props} />}
        <Moves {...props} />
        {contributes && <Change {...props} />}
      </Stack>
    </InsidePage>
  );
}

function Steps({ page, inside, milestone, steps, owners, sent, today }: Props & { today: string }) {
  const t = words(page.locale);
  const toDos = `/partnerships/${inside.partnership.id}/to-dos`;
  const state = stateFor(sent, 'step');
  // The summary of errors leads to ids that are names: of the form that was sent.
  const own = (name: string) => (state ? {} : { id: `step-${name}` });
  return (
    <Section title={t('steps')}>
      {steps.length === 0 && <p class="quiet">{t('steps.empty')}</p>}
      {steps.length > 0 && (
        <Lines label={t('steps')}>
          {steps.map((step) => (
            <Line
              key={step.id}
              title={step.text}
              lang={page.langOf(inside.partnership.locale)}
              {...(inside.contributes && { href: `${toDos}/${step.id}` })}
              facts={[
                ownerWords(page, step),
                step.doneAt
                  ? t('step.done', { day: page.day(step.doneAt) })
                  : t('by', { day: nearDay(page, step.due, today) }),
              ]}
            />
          ))}
        </Lines>
      )}
      {inside.contributes && !milestone.settledAs && (
        <More summary={t('step.new')} open={state !== undefined}>
          <Form action={`${planOf(inside.partnership.id)}/${milestone.id}/steps`} state={state}>
            <Field name="text" label={t('step.text')} help={t('step.text.help')} />
            <OwnerSelect page={page} owners={owners} label={t('step.owner')} {...own('owner')} />
            <Field {...own('due')} name="due" type="date" label={t('due')} value={typedDay(milestone.due)} />
            <SubmitRow>
              <Button variant="secondary">{t('step.add')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
    </Section>
  );
}

function Outcome({ page, inside, milestone, sent }: Props) {
  const t = words(page.locale);
  return (
    <Section title={t('outcome')}>
      <Form
        action={`${planOf(inside.partnership.id)}/${milestone.id}/outcome`}
        state={stateFor(sent, 'outcome')}
      >
        <Radios
          name="as"
          label={t('outcome.label')}
          options={outcomes.map((value) => ({ value, label: t(`as.${value}`), help: t(`as.${value}.help`) }))}
        />
        <TextArea name="note" label={t('note')} help={t('note.help')} rows={2} optional />
        <SubmitRow>
          <Button>{t('outcome.do')}</Button>
        </SubmitRow>
      </Form>
    </Section>
  );
}

function MoveDay({ page, inside, milestone, sent }: Props) {
  const t = words(page.locale);
  const state = stateFor(sent, 'date');
  const own = (name: string) => (state ? {} : { id: `date-${name}` });
  return (
    <More summary={t('move')} open={state !== undefined}>
      <Form action={`${planOf(inside.partnership.id)}/${milestone.id}/date`} state={state}>
        <Field {...own('due')} name="due" type="date" label={t('move.due')} value={typedDay(milestone.due)} />
        <TextArea name="reason" label={t('move.reason')} help={t('move.reason.help')} rows={2} />
        <SubmitRow>
          <Button variant="secondary">{t('move.do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}

/** The days that it had before, and why they were moved. */
function Moves({ page, moves }: Props) {
  const t = words(page.locale);
  if (moves.length === 0) return null;
  return (
    <Section title={t('moves')}>
      <Lines label={t('moves')}>
        {moves.map((one) => (
          <Line
            key={one.id}
            title={t('moves.one', { was: page.day(one.was), due: page.day(one.due) })}
            facts={[t('moves.by', { who: one.byName ?? t('somebody'), day: page.day(one.at) })]}
          >
            <p class="written text" lang={page.langOf(one.locale)}>
              {one.reason}
            </p>
          </Line>
        ))}
      </Lines>
    </Section>
  );
}

function Change({ page, inside, milestone, owners, sent }: Props) {
  const t = words(page.locale);
  const state = stateFor(sent, 'change');
  const own = (name: string) => (state ? {} : { id: `change-${name}` });
  return (
    <More summary={t('change')} open={state !== undefined}>
      <Form
        action={`${planOf(inside.partnership.id)}/${milestone.id}`}
        state={state}
        stands={typedMilestone(milestone)}
      >
        <Field name="what" label={t('what')} help={t('what.help')} />
        <OwnerSelect page={page} owners={owners} label={t('owner')} {...own('owner')} />
        <TextArea name="known" label={t('known')} help={t('known.help')} rows={2} />
        <SubmitRow>
          <Button variant="secondary">{t('save')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}
