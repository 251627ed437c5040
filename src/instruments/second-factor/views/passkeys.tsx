import type { FactorsView } from '../../../platform/accounts/factors.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { PasskeyForm } from '../../../ui/passkey-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';

const here = '/account/second-factor';

type Passkey = FactorsView['passkeys'][number];

/** Those that somebody has, and the form for another one. */
export function Passkeys({
  page,
  passkeys,
  fresh,
  form,
}: {
  page: Page;
  passkeys: readonly Passkey[];
  fresh: boolean;
  form?: FormState;
}) {
  const t = words(page.locale);
  return (
    <Section title={t('passkeys')}>
      <p class="text">{t('passkeys.about')}</p>
      {passkeys.length > 0 && (
        <Lines>
          {passkeys.map((passkey) => (
            <Line
              key={passkey.id}
              title={passkey.name}
              href={`${here}/passkeys/${passkey.id}`}
              facts={factsOf(page, passkey)}
            />
          ))}
        </Lines>
      )}
      {fresh && (
        <PasskeyForm
          frame={page.frame}
          action={`${here}/passkeys`}
          question={`${here}/passkeys/questions`}
          button={t('passkeys.add')}
          state={form}
        >
          <Field name="name" label={t('passkeys.name')} help={t('passkeys.name.help')} width="medium" />
        </PasskeyForm>
      )}
    </Section>
  );
}

function factsOf(page: Page, { created, used }: Passkey): string[] {
  const t = words(page.locale);
  const day = (at: Date) => page.day(at);
  return [
    t('passkeys.since', { day: day(created) }),
    used ? t('passkeys.used', { day: day(used) }) : t('passkeys.unused'),
  ];
}

/** One passkey: its name, and its end. */
export function PasskeyPage({ page, passkey, form }: { page: Page; passkey: Passkey; form?: FormState }) {
  const t = words(page.locale);
  const path = `${here}/passkeys/${passkey.id}`;
  return (
    <Layout
      frame={page.frame}
      title={passkey.name}
      size="sm"
      crumbs={[
        { href: '/account', label: t('account') },
        { href: here, label: t('factors') },
        { label: passkey.name },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={passkey.name} lead={factsOf(page, passkey).join(' · ')} />
      <Stack gap="12">
        <Form action={path} state={form}>
          <Field name="name" label={t('passkeys.name')} value={passkey.name} width="medium" />
          <Button>{t('passkeys.rename')}</Button>
        </Form>
        <Section title={t('passkeys.end')}>
          <p class="text">{t('passkeys.end.about')}</p>
          <Form action={`${path}/removal`}>
            <Button variant="secondary" color="danger">
              {t('passkeys.end.do')}
            </Button>
          </Form>
        </Section>
      </Stack>
    </Layout>
  );
}
