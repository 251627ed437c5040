import { recordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Partner } from '../../partnerships/store.ts';
import type { Difference } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Way } from '../store.ts';
import { pathOf, StepFrame, WayWords } from './parts.tsx';

type Props = {
  page: Page;
  difference: Difference;
  voice: { partner: Partner; recorded: boolean };
  way: Way;
  state?: FormState | undefined;
};

/** The word of a partner on a way out: yes, or why not. */
export function WordPage({ page, difference, voice, way, state }: Props) {
  const t = words(page.locale);
  const { partner, recorded } = voice;
  const title = t('word.title', { partner: partner.name });
  const before = way.words.find((one) => one.partner === partner.id);
  return (
    <StepFrame page={page} difference={difference} title={title} errors={state?.errors}>
      <Stack gap="12">
        <Intro title={title} lead={t('word.lead')} />
        {recorded && <Notice>{t('recorded', { partner: partner.name })}</Notice>}
        <Section title={t('word.way')}>
          <WayWords page={page} difference={difference} way={way} />
        </Section>
        <Draft name={`word-${way.id}-${partner.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${pathOf(difference)}/word`} state={state}>
            <input type="hidden" name="way" value={way.id} />
            {recorded && (
              <>
                <input type="hidden" name="partner" value={partner.id} />
                <Radios
                  name="how"
                  label={t('how')}
                  options={recordedHow.map((value) => ({ value, label: t(`how.${value}`) }))}
                />
                <Field name="on" type="date" label={t('on')} value={typedDay(difference.today)} />
              </>
            )}
            <Radios
              name="word"
              label={t('word.label')}
              value={before ? (before.yes ? 'yes' : 'no') : ''}
              options={(['yes', 'no'] as const).map((value) => ({
                value,
                label: t(`word.${value}`),
                help: t(`word.${value}.help`),
              }))}
            />
            <TextArea
              name="reason"
              label={t('reason')}
              help={t('reason.help')}
              rows={3}
              value={before?.reason ?? ''}
              optional
            />
            <SubmitRow cancel={pathOf(difference)}>
              <Button>{t(recorded ? 'word.do.recorded' : 'word.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </StepFrame>
  );
}
