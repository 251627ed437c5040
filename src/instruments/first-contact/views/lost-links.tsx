import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { SampleMails } from '../../../ui/sample-mails.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';

/** For who asked without an account, and has lost the mail with the link. */
export function LostLinksPage({ page, canMail, form }: { page: Page; canMail: boolean; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('lost')} errors={form?.errors ?? {}} hidden>
      <Stack gap="6">
        <Intro title={t('lost')} lead={t('lost.lead')} />
        <SampleMails frame={page.frame} />
        {canMail ? (
          <Form action="/links/requests" state={form} whole>
            <Field
              name="email"
              type="email"
              label={t('lost.email')}
              help={t('lost.email.help')}
              autocomplete="email"
              width="medium"
            />
            <Button>{t('lost.do')}</Button>
          </Form>
        ) : (
          <p class="text">{t('lost.noMail')}</p>
        )}
      </Stack>
    </Layout>
  );
}

/** The way there, from the page on which one signs in. */
export function LostLinksLine({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <p class="text">
      {t('lost.ask')} <Link href="/links/requests">{t('lost.ask.do')}</Link>
    </p>
  );
}
