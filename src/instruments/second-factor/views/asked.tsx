import type { FactorsView } from '../../../platform/accounts/factors.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { PasskeyForm } from '../../../ui/passkey-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';

type AskedProps = { page: Page; factors: FactorsView; passkeys: boolean; next: string; form?: FormState };

/** One more question before somebody is in. */
export function AskedPage({ page, factors, passkeys, next, form }: AskedProps) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('asked')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('asked')} lead={t(factors.app ? 'asked.lead' : 'asked.lead.noApp')} />
      <Stack gap="12">
        <Form action="/sign-in/code" whole state={form}>
          <input type="hidden" name="next" value={next} />
          <Field
            name="code"
            label={t(factors.app ? 'asked.code' : 'asked.recovery')}
            help={t(factors.app ? 'asked.code.help' : 'asked.recovery.help')}
            autocomplete="one-time-code"
            width="medium"
          />
          <SubmitRow cancel="/sign-in">
            <Button>{t('asked.do')}</Button>
          </SubmitRow>
        </Form>
        {passkeys && (
          <Section title={t('asked.passkey')} size="xs">
            <PasskeyForm
              frame={page.frame}
              action="/sign-in/passkey"
              question="/sign-in/passkey/questions"
              button={t('asked.passkey.do')}
              whole
            >
              <input type="hidden" name="next" value={next} />
            </PasskeyForm>
          </Section>
        )}
        <p class="text">
          {t('asked.lost')}{' '}
          <Link href={`/sign-in/lost?next=${encodeURIComponent(next)}`}>{t('asked.lost.do')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}
