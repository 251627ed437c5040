import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { usualDate } from '../../sealed-round/asking.ts';
import { words } from '../messages/index.ts';
import { type At, addressOf, homeOf, type Shown } from '../room.ts';

type Props = { page: Page; room: { address: string }; state: FormState | undefined; aside?: boolean };

/** A day and a time of it, by the clocks of the city. */
export function DateFields({ page, day, time }: { page: Page; day?: string; time: string }) {
  const t = words(page.locale);
  return (
    <>
      <Field
        name="day"
        type="date"
        label={t('day')}
        help={t('day.help', { example: exampleAhead(page) })}
        {...(day && { value: day })}
      />
      <Field
        name="time"
        width="short"
        label={t('time')}
        help={t('time.help', { zone: page.city.timeZone })}
        value={time}
      />
    </>
  );
}

/** Putting the question to all partners. */
export function NewRound({ page, room, state, aside }: Props) {
  const t = words(page.locale);
  const usual = usualDate(page.now, page.city);
  return (
    <Draft name={`ask-${homeOf(room, page.param('id'))}`} reader={page.person?.id ?? ''}>
      <Form action={homeOf(room, page.param('id'))} state={state}>
        <TextArea name="about" label={t('about')} help={t('about.help')} rows={2} optional />
        <Radios
          name="opens"
          label={t('opens')}
          value="all"
          options={(['all', 'date'] as const).map((value) => ({
            value,
            label: t(`opens.${value}`),
            help: t(`opens.${value}.help`),
          }))}
        />
        <DateFields page={page} day={typedDay(usual.day)} time={usual.time} />
        <SubmitRow note={t('new.note')}>
          <Button variant={aside ? 'secondary' : 'primary'}>{t('new.do')}</Button>
        </SubmitRow>
      </Form>
    </Draft>
  );
}

/** Somebody else has asked meanwhile: the way to their question, and what was typed, for later. */
export function Overtaken<Own extends At>({ page, room, at, state }: Shown<Own> & { state: FormState }) {
  const t = words(page.locale);
  const { inside, round } = at;
  return (
    <InsidePage
      frame={page.frame}
      title={t('new')}
      partnership={inside.partnership}
      above={[{ href: homeOf(room, round.space), label: room.title(page.locale) }]}
      errors={state.errors}
    >
      <Stack gap="12">
        <Intro title={t('new')} />
        <NextPanel
          title={t('overtaken', { who: round.asker ?? t('somebody'), day: page.day(round.askedAt) })}
          action={<ButtonLink href={addressOf(room, round)}>{t('overtaken.do')}</ButtonLink>}
        >
          {t('overtaken.about')}
        </NextPanel>
        <Section title={t('overtaken.kept')}>
          <NewRound page={page} room={room} state={state} aside />
        </Section>
      </Stack>
    </InsidePage>
  );
}
