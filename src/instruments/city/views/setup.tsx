import type { Page } from '../../../platform/http/page.ts';
import { locales, readersFirst } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { JoiningFields, LanguageFields } from './city-forms.tsx';

/** First step: who administers. */
export function FounderPage({ page, code, form }: { page: Page; code: string; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('setup')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('setup')} lead={t('setup.you')} state={<Steps n={1} of={2} />} />
      <Form action="/setup" whole state={form}>
        <Field
          name="code"
          label={t('setup.code')}
          help={t('setup.code.help')}
          value={code}
          autocomplete="off"
          width="medium"
        />
        <Field name="name" label={t('setup.name')} autocomplete="name" width="medium" />
        <Field name="email" type="email" label={t('setup.email')} autocomplete="username" width="medium" />
        <Field
          name="password"
          type="password"
          label={t('setup.password')}
          help={t('setup.password.help')}
          autocomplete="new-password"
          width="medium"
        />
        <SubmitRow>
          <Button>{t('setup.next')}</Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}

/** Second step: what the city is called and who may join it. */
export function OpeningPage({ page, form }: { page: Page; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('setup.city')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('setup.city')} lead={t('setup.city.lead')} state={<Steps n={2} of={2} />} />
      <Form action="/setup/city" whole state={form}>
        <LocalisedFields
          name="name"
          label={t('cityName')}
          locales={readersFirst(locales, page.locale)}
          text={page.city.name}
        />
        <LanguageFields page={page} />
        <JoiningFields page={page} />
        <SubmitRow>
          <Button>{t('setup.do')}</Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}
