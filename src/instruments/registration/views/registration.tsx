import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { type Kind, kindsToRegister } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { contextAdvice } from '../rules.ts';

export function RegistrationPage({
  page,
  kind,
  offers,
  form,
}: {
  page: Page;
  kind: Kind | undefined;
  /** Names of those it may belong to. */
  offers: readonly string[];
  form?: FormState;
}) {
  const t = words(page.locale);
  const department = kind === 'department';
  const title = t(department ? 'title.department' : 'title');
  const locales = page.languages;
  const state = form && { state: form };
  const kinds = department ? (['department'] as const) : kindsToRegister;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: '/who-does-what', label: t('directory') }, { label: title }]}
    >
      <Intro title={title} lead={t(department ? 'lead.department' : 'lead')} />
      <Split aside={department ? null : advice(page)}>
        <Draft name={department ? 'department-new' : 'registration'} reader={page.person?.id ?? ''}>
          <Form action="/registration">
            <Select
              name="kind"
              label={t('kind')}
              options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              value={kind ?? ''}
              {...(!department && { empty: true })}
              {...state}
            />
            <LocalisedFields name="name" label={t('name')} locales={locales} state={form} maxlength={160} />
            <LocalisedFields
              name="summary"
              label={t('summary')}
              help={t('summary.help')}
              locales={locales}
              state={form}
              rows={3}
              maxlength={600}
              optional
            />
            {department ? (
              <Field
                name="parent"
                label={t('parent')}
                help={t('parent.help')}
                offers={offers}
                optional
                {...state}
              />
            ) : (
              <>
                <Field
                  name="legalNumber"
                  label={t('legalNumber')}
                  help={t('legalNumber.help')}
                  width="medium"
                  optional
                  {...state}
                />
                <Field
                  name="host"
                  label={t('host')}
                  help={t('host.help')}
                  offers={offers}
                  optional
                  {...state}
                />
              </>
            )}
            <Field name="email" type="email" label={t('email')} help={t('email.help')} optional {...state} />
            <Checkbox name="mailboxShared" label={t('mailboxShared')} {...state} />
            <Field name="website" type="url" label={t('website')} optional {...state} />
            {!department && <Checkbox name="safe" label={t('safe')} help={t('safe.help')} {...state} />}
            <SubmitRow>
              <Button>{t('save')}</Button>
              <Link href="/who-does-what">{t('cancel')}</Link>
            </SubmitRow>
          </Form>
        </Draft>
      </Split>
    </Layout>
  );
}

/** What the size and the limits of this city mean for somebody who wants to work with it. */
export function advice(page: Page): VNode {
  const t = words(page.locale);
  return (
    <Section title={t('advice.title')} ruled>
      <Stack gap="2">
        {contextAdvice(page.city).map((one) => (
          <p key={one}>{t(`advice.${one}`, { limits: page.text(page.city.limits) })}</p>
        ))}
      </Stack>
    </Section>
  );
}
