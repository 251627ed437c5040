import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { sentence } from '../../../platform/i18n/sentence.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { ToldFields } from '../../../ui/consent.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { ReadingView } from '../reading.ts';
import { DecisionFrame } from './frame.tsx';
import { reasonWords } from './parts.tsx';

type Props = { page: Page; view: ReadingView; state: FormState | undefined };

/** What was decided, and the word of a partner that it has read it; written down anew, with what has changed. */
export function ReadingPage({ page, view, state }: Props) {
  const t = words(page.locale);
  const { at, statement, reader, recorded, before } = view;
  const { outcome, options } = at;
  return (
    <DecisionFrame page={page} at={at} title={t('reading.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('reading.title')} lead={t(reader.read ? 'reading.done' : 'reading.lead')} />
          <div class="stack" data-gap="2">
            {outcome && <p class="text">{reasonWords(page.locale, outcome, options)}</p>}
            {statement.chosen && <p class="text">{t('statement.chosen', { option: statement.chosen })}</p>}
            <p class="written text" lang={page.langOf(statement.locale)}>
              {statement.text}
            </p>
            {statement.reviewOn && (
              <p class="small quiet">
                {sentence(t('review', { day: page.day(statement.reviewOn) }), page.locale)}
              </p>
            )}
          </div>
          {before && (
            <Section title={t('reading.changed', { partner: reader.name })}>
              <Differences
                parts={differences(before.text, statement.text)}
                lang={page.langOf(statement.locale)}
              />
              {before.reviewOn !== statement.reviewOn && before.reviewOn && (
                <p class="text">{t('reading.review', { day: page.day(before.reviewOn) })}</p>
              )}
            </Section>
          )}
          {!reader.read && (
            <Form action={`${path}/reading`} state={state}>
              <input type="hidden" name="partner" value={recorded ? reader.id : ''} />
              <input type="hidden" name="statement" value={statement.id} />
              {recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
              <SubmitRow cancel={path}>
                <Button>{t('reading.do', { partner: reader.name })}</Button>
              </SubmitRow>
            </Form>
          )}
        </Stack>
      )}
    </DecisionFrame>
  );
}
