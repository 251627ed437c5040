import type { Room } from '../../../mechanisms/same-questions/room.ts';
import { frameOf, ToldFields } from '../../../mechanisms/same-questions/views/steps.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Partner } from '../../partnerships/store.ts';
import type { InRound } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { standings, typedOutcome, usualReview } from '../rules.ts';
import type { Outcome } from '../store.ts';

type Props = {
  page: Page;
  room: Room<InRound>;
  at: InRound;
  partner: Partner;
  onBehalf: boolean;
  before: Outcome | undefined;
  state?: FormState | undefined;
};

/** Where a partner stands: one of three, until when, and why if it likes to say. */
export function OutcomePage({ page, room, at, partner, onBehalf, before, state }: Props) {
  const t = words(page.locale);
  const title = t('outcome.title', { partner: partner.name });
  const base = `/partnerships/${at.round.space}/gate`;
  const usual = addDays(dayOf(page.now, page.city.timeZone), usualReview);
  return (
    <InsidePage {...frameOf({ page, room, at, state }, title)}>
      <Stack gap="12">
        <Intro title={title} lead={t(onBehalf ? 'outcome.lead.for' : 'outcome.lead')} />
        <Form
          action={`${base}/${at.round.id}/outcomes/${partner.id}`}
          state={state}
          stands={typedOutcome(before)}
        >
          {onBehalf && <ToldFields page={page} how="" on={null} />}
          <Radios
            name="choice"
            label={t('outcome.choice')}
            options={standings.map((value) => ({ value, label: t(value), help: t(`${value}.help`) }))}
          />
          <Field
            name="review"
            type="date"
            label={t('review')}
            help={t('review.help', { example: exampleAhead(page) })}
            value={typedDay(usual)}
          />
          <TextArea name="reason" label={t('why')} help={t('why.help')} rows={3} optional />
          <SubmitRow cancel={base} note={t('outcome.note')}>
            <Button>{t(onBehalf ? 'outcome.do.for' : 'outcome.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}
