import { revisitAfter } from '../../../mechanisms/living-document/rules.ts';
import { standsAt } from '../../../mechanisms/living-document/standing.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { isByWords } from '../actions/adopting.ts';
import { type Text, typedFrame } from '../actions.ts';
import { words } from '../messages/index.ts';
import { TextFrame, textPath } from './parts.tsx';

/** The title of a text, and when and why all look at it again. */
export function FramePage({ page, text, form }: { page: Page; text: Text; form?: FormState }) {
  const t = words(page.locale);
  const { document, standing, today } = text;
  const again = standsAt(standing, today) === 'revisit' && isByWords(text);
  const title = t(again ? 'frame.again' : 'frame.title');
  return (
    <TextFrame page={page} text={text} title={title} {...(form && { errors: form.errors })}>
      <Stack gap="6">
        <Intro title={title} lead={t(again ? 'frame.again.lead' : 'frame.lead')} />
        <Draft name={`text-frame-${document.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${textPath(text)}/frame`} state={form} stands={typedFrame(text)}>
            {again && <Checkbox name="kept" value="yes" label={t('frame.kept')} />}
            <Field
              name="day"
              type="date"
              label={t('frame.day')}
              help={t('frame.day.help', { example: exampleDay(revisitAfter(null, today), page.locale) })}
              optional={standing.editions.length === 0}
            />
            <TextArea
              name="reason"
              label={t('frame.reason')}
              help={t('frame.reason.help')}
              rows={3}
              optional
            />
            {standing.editions.length > 0 ? (
              <>
                <input type="hidden" name="title" value={document.title} />
                <p class="small quiet">{t('title.agreed')}</p>
              </>
            ) : (
              <Field name="title" label={t('form.title')} lang={page.langOf(document.locale)} />
            )}
            <SubmitRow>
              <Button>{t(again ? 'frame.again.do' : 'frame.do')}</Button>
              <Link href={textPath(text)}>{t('back')}</Link>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </TextFrame>
  );
}
