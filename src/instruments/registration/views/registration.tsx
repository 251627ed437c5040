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
          <Form action="/registration" state={form}>
            {department ? (
              <input type="hidden" name="kind" value={kind} />
            ) : (
              <Select
                name="kind"
                label={t('kind')}
                options={kindsToRegister.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
                value={kind ?? ''}
                empty
              />
            )}
            <LocalisedFields name="name" label={t('name')} />
            <LocalisedFields
              name="summary"
              label={t(department ? 'summary.department' : 'summary')}
              help={t('summary.help')}
              rows={3}
              optional
            />
            {department ? (
              <Field name="parent" label={t('parent')} help={t('parent.help')} offers={offers} optional />
            ) : (
              <>
                <Field
                  name="legalNumber"
                  label={t('legalNumber')}
                  help={t('legalNumber.help')}
                  width="medium"
                  optional
                />
                <Field name="host" label={t('host')} help={t('host.help')} offers={offers} optional />
              </>
            )}
            <Field
              name="email"
              type="email"
              label={t(department ? 'email.department' : 'email')}
              help={t(department ? 'email.department.help' : 'email.help')}
              optional
            />
            <Checkbox name="mailboxShared" label={t('mailboxShared')} />
            <Field name="website" type="url" label={t('website')} optional />
            {!department && <Checkbox name="safe" label={t('safe')} help={t('safe.help')} />}
            <SubmitRow cancel="/who-does-what">
              <Button>{t('save')}</Button>
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
