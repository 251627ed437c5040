import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { addDays } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { type Difference, inUse } from '../actions.ts';
import { words } from '../messages/index.ts';
import { usualReview, ways } from '../rules.ts';
import { pathOf, StepFrame } from './parts.tsx';

type Props = { page: Page; difference: Difference; state?: FormState | undefined };

/** A way out, to be put to all partners. */
export function NewWayPage({ page, difference, state }: Props) {
  const t = words(page.locale);
  const path = pathOf(difference);
  const options = inUse(difference.options);
  const choices = options.map(({ id, text, locale }) => ({
    value: id,
    label: text,
    ...(locale !== page.locale && { lang: locale }),
  }));
  // Without options there is one way left: to stay different. Parallel paths need two.
  const offered = ways.filter((way) => way === 'apart' || options.length >= (way === 'parallel' ? 2 : 1));
  const pending = difference.state === 'asked';
  return (
    <StepFrame page={page} difference={difference} title={t('way.title')} errors={state?.errors}>
      <Stack gap="12">
        <Intro title={t('way.title')} lead={t('way.lead')} />
        {pending && <Notice tone="warning">{t('way.pending')}</Notice>}
        <Draft name={`way-${difference.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${path}/ways`} state={state}>
            <Radios
              name="kind"
              label={t('way.kind')}
              options={offered.map((value) => ({
                value,
                label: t(`way.${value}`),
                help: t(`way.${value}.help`),
              }))}
            />
            {options.length > 0 && (
              <Select
                name="option"
                label={t('way.option')}
                help={t('way.option.help')}
                options={choices}
                empty
                optional
              />
            )}
            <TextArea name="text" label={t('way.text')} help={t('way.text.help')} rows={3} optional />
            {options.length > 0 && (
              <TextArea name="sign" label={t('way.sign')} help={t('way.sign.help')} rows={2} optional />
            )}
            {options.length > 1 && (
              <Section title={t('way.shares')} size="xs">
                <p class="text quiet">{t('way.shares.help')}</p>
                {difference.joined.map(({ id, name }) => (
                  <Select
                    key={id}
                    name={`share-${id}`}
                    label={name}
                    options={choices}
                    empty={t('way.shares.none')}
                    optional
                  />
                ))}
              </Section>
            )}
            <Field
              name="day"
              type="date"
              label={t('way.day')}
              help={t('way.day.help', { example: exampleAhead(page) })}
              value={typedDay(addDays(difference.today, usualReview))}
            />
            <SubmitRow cancel={path} note={t('way.note')}>
              <Button>{t('way.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </StepFrame>
  );
}
