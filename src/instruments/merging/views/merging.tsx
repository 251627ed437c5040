import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { SampleMails } from '../../../ui/sample-mails.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Mergeable } from '../store.ts';

const here = '/account/merging';

export function AskPage({ page, sendsMail, form }: { page: Page; sendsMail: boolean; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('title')}
      size="sm"
      crumbs={[{ href: '/account', label: t('account') }, { label: t('title') }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('title')} lead={t(sendsMail ? 'lead' : 'lead.noMail')} />
      {sendsMail && (
        <Stack gap="6">
          <SampleMails frame={page.frame} />
          <p class="text">{t('rule')}</p>
          <Form action={here} state={form}>
            <Field
              name="email"
              type="email"
              label={t('email')}
              help={t('email.help')}
              autocomplete="off"
              width="medium"
            />
            <SubmitRow cancel="/account">
              <Button>{t('ask')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      )}
    </Layout>
  );
}

type ConfirmProps = {
  page: Page;
  token: string;
  other: Mergeable;
  parts: readonly (string | Localised)[];
  asksCode: boolean;
  form?: FormState;
};

/** What becomes of the other account, and the press that does it. */
export function ConfirmPage({ page, token, other, parts, asksCode, form }: ConfirmProps) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('confirm')} size="sm" errors={form?.errors ?? {}} hidden>
      <Intro
        title={t('confirm')}
        lead={t('confirm.lead', { other: `${other.name} (${other.email})`, stays: page.person!.name })}
      />
      <Stack gap="12">
        {parts.length > 0 && (
          <Section title={t('confirm.parts')}>
            <Lines>
              {parts.map((part) => {
                const name = typeof part === 'string' ? part : page.text(part);
                return <Line key={name} title={name} />;
              })}
            </Lines>
          </Section>
        )}
        <Stack gap="4">
          <p class="text">{t('rule')}</p>
          <p class="text">{t('confirm.last')}</p>
          <Form action={`${here}/${token}`} whole state={form}>
            {asksCode && (
              <Field
                name="code"
                label={t('code')}
                help={t('code.help')}
                autocomplete="one-time-code"
                width="medium"
              />
            )}
            <SubmitRow cancel="/account">
              <Button>{t('confirm.do')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      </Stack>
    </Layout>
  );
}

export function RefusedPage({ page, why }: { page: Page; why: string }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('refused')} size="sm" hidden>
      <Intro title={t('refused')} lead={why} />
      <ButtonLink href="/account" variant="secondary">
        {t('account')}
      </ButtonLink>
    </Layout>
  );
}
