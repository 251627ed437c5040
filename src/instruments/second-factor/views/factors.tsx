import type { FactorsView } from '../../../platform/accounts/factors.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { Passkeys } from './passkeys.tsx';

type FactorsProps = {
  page: Page;
  factors: FactorsView;
  /** Whether the session has begun just now; else how somebody proves that it is them. */
  sure: 'fresh' | 'password' | 'again';
  /** Whether browsers can keep passkeys for this city's address. */
  passkeys: boolean;
  form?: FormState;
};

const here = '/account/second-factor';

export function FactorsPage({ page, factors, sure, passkeys, form }: FactorsProps) {
  const t = words(page.locale);
  const has = factors.app || factors.passkeys.length > 0;
  return (
    <Layout
      frame={page.frame}
      title={t('factors')}
      size="sm"
      crumbs={[{ href: '/account', label: t('account') }, { label: t('factors') }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('factors')} lead={t('factors.lead')} />
      <Stack gap="12">
        {page.scope.heldBack && (
          <Notice tone="warning">
            <p>{t('heldBack')}</p>
          </Notice>
        )}
        {sure !== 'fresh' && <Sure page={page} sure={sure} {...(form && { form })} />}
        <App page={page} factors={factors} fresh={sure === 'fresh'} {...(form && { form })} />
        {passkeys && (
          <Passkeys
            page={page}
            passkeys={factors.passkeys}
            fresh={sure === 'fresh'}
            {...(form && { form })}
          />
        )}
        {has && (
          <Section title={t('codes')}>
            <p class="text">{t('codes.left', { n: factors.recoveryLeft })}</p>
            {sure === 'fresh' && (
              <Form action={`${here}/codes`}>
                <Button variant="secondary">{t('codes.new')}</Button>
              </Form>
            )}
          </Section>
        )}
      </Stack>
    </Layout>
  );
}

/** Whoever finds an open browser on a table changes nothing here. */
function Sure({ page, sure, form }: { page: Page; sure: 'password' | 'again'; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Section title={t('sure')}>
      <p class="text">{t(sure === 'password' ? 'sure.lead' : 'sure.again')}</p>
      {sure === 'password' ? (
        <Form action={`${here}/sure`} state={form?.errors.current ? form : undefined}>
          <Field
            name="current"
            type="password"
            label={t('sure.password')}
            autocomplete="current-password"
            width="medium"
          />
          <Button>{t('sure.do')}</Button>
        </Form>
      ) : (
        <p>
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('sure.again.do')}</ButtonLink>
        </p>
      )}
    </Section>
  );
}

type AppProps = { page: Page; factors: FactorsView; fresh: boolean; form?: FormState };

function App({ page, factors, fresh, form }: AppProps) {
  const t = words(page.locale);
  return (
    <Section title={t('app')}>
      <p class="text">{t(factors.app ? 'app.on' : 'app.off')}</p>
      {fresh && (
        <Form action={`${here}/app`}>
          <Button variant={factors.app ? 'secondary' : 'primary'}>
            {t(factors.app ? 'app.change' : 'app.begin')}
          </Button>
        </Form>
      )}
      {factors.app && (
        <Form action={`${here}/app/removal`} state={form?.errors.code ? form : undefined}>
          <Field
            name="code"
            label={t('app.off.code')}
            help={t('app.off.help')}
            autocomplete="one-time-code"
            width="medium"
          />
          <Button variant="secondary" color="danger">
            {t('app.off.do')}
          </Button>
        </Form>
      )}
    </Section>
  );
}
