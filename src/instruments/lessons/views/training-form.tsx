import { lessonIds, lessonsIn } from '../../../guide/lessons.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { words } from '../messages/index.ts';
import { mostLessons, typedTraining } from '../rules.ts';
import type { Training } from '../store.ts';

type Props = { page: Page; training?: Training; form?: FormState };

export function TrainingFormPage({ page, training, form }: Props) {
  const t = words(page.locale);
  const title = t(training ? 'edit' : 'new.title');
  const texts = lessonsIn(page.locale);
  const { timeZone } = page.city;
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('form.lead')}
      crumbs={[{ href: '/training', label: t('training') }, { label: title }]}
      action={training ? `/training/${training.id}/edit` : '/training'}
      form={form}
      stands={training && typedTraining(training, { locales: page.languages, locale: page.locale, timeZone })}
      button={t(training ? 'form.save' : 'form.add')}
      cancel={training ? `/training/${training.id}` : '/training'}
    >
      <Checkboxes
        name="lessons"
        label={t('form.lessons')}
        help={t('form.lessons.help', { most: mostLessons })}
        options={lessonIds.map((id) => ({ value: id, label: texts[id].title }))}
      />
      <Field
        name="day"
        type="date"
        label={t('form.day')}
        help={t('form.day.help', { example: exampleAhead(page) })}
      />
      <Field
        name="from"
        width="short"
        label={t('form.from')}
        help={t('form.from.help', { zone: timeZone })}
      />
      <Field name="until" width="short" label={t('form.until')} />
      <Field name="place" label={t('place')} help={t('form.place.help')} />
      <Field name="languages" label={t('languages')} help={t('form.languages.help')} width="medium" />
      <LocalisedFields name="coming" label={t('coming')} help={t('form.coming.help')} rows={3} optional />
      <Field name="seats" type="number" label={t('seats')} help={t('form.seats.help')} optional />
    </FormPage>
  );
}
