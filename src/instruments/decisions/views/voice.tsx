import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import { fitSteps } from '../../../mechanisms/decision/rules.ts';
import type { GivenVoice } from '../../../mechanisms/decision/store.ts';
import { markOf, typedVoice } from '../../../mechanisms/decision/voice.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { ToldFields } from '../../../ui/consent.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView, Speaker } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';
import { stanceWords } from './parts.tsx';

type Props = {
  page: Page;
  at: DecisionView;
  speaks: Speaker;
  said: GivenVoice | undefined;
  /** They spoke to earlier words. */
  earlier: boolean;
  state: FormState | undefined;
};

/** A partner's voice: by its own people, or written down for it. */
export function VoicePage({ page, at, speaks, said: before, earlier, state }: Props) {
  const t = words(page.locale);
  const partner = speaks.voter.name;
  const own = at.decision.voices === 'people' && !speaks.recorded;
  const title = own
    ? t('voice.own.title')
    : t(speaks.recorded ? 'voice.recorded.title' : 'voice.title', { partner });
  const until = page.moment(at.decision.dueAt);
  const lead = speaks.recorded
    ? t('voice.recorded.lead', { partner })
    : own
      ? t('voice.own.lead', { at: until })
      : t('voice.lead', { partner, at: until });
  const version = at.versions.at(-1)!;
  const { ballot } = at.decision.process;
  const mayBeWanted = ballot.kind === 'stance' && ballot.stances.some(({ reason }) => reason === 'wanted');
  return (
    <DecisionFrame page={page} at={at} title={title} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={title} lead={lead} />
          {own && before?.recordedHow && <Notice>{t('voice.recorded.own')}</Notice>}
          {earlier && !before && (
            <Notice>
              {t('voice.changed')} {t('because')}{' '}
              <span lang={page.langOf(version.locale)}>{version.because}</span>
            </Notice>
          )}
          {version.text && (
            <Quote by={at.decision.title} lang={page.langOf(version.locale)}>
              {version.text}
            </Quote>
          )}
          <Draft name={`voice-${at.decision.id}-${speaks.voter.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${path}/voice`} state={state} stands={typedVoice(before)}>
              <input type="hidden" name="partner" value={speaks.recorded ? speaks.voter.id : ''} />
              <input type="hidden" name="version" value={version.number} />
              {speaks.recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
              <BallotFields page={page} at={at} {...(speaks.recorded && { told: partner })} />
              <TextArea
                name="reason"
                label={t('voice.reason')}
                {...(mayBeWanted && { help: t('voice.reason.help') })}
                rows={3}
                optional={!mayBeWanted}
              />
              <SubmitRow cancel={path}>
                <Button>{t('voice.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Stack>
      )}
    </DecisionFrame>
  );
}

function BallotFields({ page, at, told }: { page: Page; at: DecisionView; told?: string }) {
  const t = words(page.locale);
  const { process, locale } = at.decision;
  const { ballot } = process;
  const lang = page.langOf(locale);
  if (ballot.kind === 'stance')
    return (
      <Radios
        name="stance"
        label={told ? t('voice.recorded.label', { partner: told }) : t('voice.label')}
        options={ballot.stances.map(({ key }) => ({
          value: key,
          label: stanceWords(page.locale, process, key),
        }))}
      />
    );
  if (ballot.kind === 'pick')
    return (
      <Checkboxes
        name="pick"
        label={told ? t('voice.recorded.pick', { partner: told }) : t('voice.pick')}
        options={at.options.map(({ id, text }) => ({ value: id, label: text, lang }))}
      />
    );
  if (ballot.kind === 'dots')
    return (
      <>
        <p class="text">{t('voice.dots', { n: ballot.dots })}</p>
        {at.options.map(({ id, text }) => (
          <Field
            key={id}
            name={markOf(id)}
            type="number"
            label={t('voice.dots.label', { option: text })}
            optional
          />
        ))}
      </>
    );
  const steps =
    ballot.kind === 'score' ? Array.from({ length: ballot.to + 1 }, (_, n) => n) : fitSteps.toReversed();
  return (
    <>
      {ballot.kind === 'score' && <p class="text">{t('voice.score', { to: ballot.to })}</p>}
      {at.options.map(({ id, text }) => (
        <Radios
          key={id}
          name={markOf(id)}
          label={<span lang={lang}>{text}</span>}
          options={steps.map((step) => ({
            value: String(step),
            label: ballot.kind === 'score' ? String(step) : said(page.locale)(`fits.${step as 0}`),
          }))}
        />
      ))}
    </>
  );
}
