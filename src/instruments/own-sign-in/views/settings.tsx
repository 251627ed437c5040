import type { ComponentChildren } from 'preact';
import type { Values } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { NamedSpace } from '../../accounts/store.ts';
import { words } from '../messages/index.ts';
import { joinings } from '../rules.ts';
import type { OwnSignIn } from '../store.ts';

type SettingsProps = {
  page: Page;
  space: NamedSpace;
  signIn: OwnSignIn | undefined;
  /** What proves the domain. */
  record: { name: string; text: string } | undefined;
  /** The address that the service has to know. */
  back: string;
  which?: 'domain' | 'provider';
  state?: FormState;
};

export const typedDomain = (signIn: OwnSignIn | undefined): Values => ({ domain: signIn?.domain ?? '' });
export const typedProvider = (signIn: OwnSignIn | undefined): Values => ({
  issuer: signIn?.issuer ?? '',
  clientId: signIn?.client_id ?? '',
  joins: signIn?.joins ?? 'invited',
});

/** The step that comes next: its button is the filled one. */
function nextStep(signIn: OwnSignIn | undefined): number {
  if (!signIn) return 1;
  if (!signIn.proven_at) return 2;
  if (!signIn.has_secret) return 3;
  if (!signIn.tried_at) return 4;
  return 5;
}

export function SettingsPage(props: SettingsProps) {
  const { page, space, signIn, state } = props;
  const t = words(page.locale);
  const name = page.text(space.name);
  return (
    <Layout
      frame={page.frame}
      title={t('settings')}
      size="sm"
      crumbs={[
        { href: space.href, label: name },
        { href: `/spaces/${space.id}/people`, label: t('people') },
        { label: t('settings') },
      ]}
      errors={state?.errors ?? {}}
      hidden
    >
      <Intro title={t('settings')} lead={t('settings.lead', { name })} />
      <Stack gap="12">
        {signIn?.lost_at && <Notice tone="warning">{t('lost', { domain: signIn.domain })}</Notice>}
        <DomainStep {...props} />
        {signIn && (
          <>
            <ProofStep {...props} signIn={signIn} />
            <ProviderStep {...props} signIn={signIn} />
            <LastSteps {...props} signIn={signIn} />
          </>
        )}
      </Stack>
    </Layout>
  );
}

function Step({
  done,
  title,
  children,
}: {
  done: string | false | null;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <Section title={title} gap="4">
      {done && (
        <p>
          <State state="done">{done}</State>
        </p>
      )}
      {children}
    </Section>
  );
}

const filled = (signIn: OwnSignIn | undefined, step: number) =>
  nextStep(signIn) === step ? 'primary' : 'secondary';

function DomainStep({ page, space, signIn, which, state }: SettingsProps) {
  const t = words(page.locale);
  return (
    <Step done={false} title={t('domain')}>
      <Form
        action={`/spaces/${space.id}/sign-in/domain`}
        state={which === 'domain' ? state : undefined}
        stands={typedDomain(signIn)}
      >
        <Field
          name="domain"
          label={t('domain.label')}
          help={t(signIn ? 'domain.help.set' : 'domain.help')}
          autocomplete="off"
          width="medium"
        />
        <SubmitRow>
          <Button variant={filled(signIn, 1)}>{t('domain.save')}</Button>
        </SubmitRow>
      </Form>
    </Step>
  );
}

type SetProps = SettingsProps & { signIn: OwnSignIn };

function ProofStep({ page, space, signIn, record }: SetProps) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const { proven_at: proven } = signIn;
  return (
    <Step done={proven && t('proof.since', { day: writeDate(proven, 'long', where) })} title={t('proof')}>
      <p class="text">{t('proof.about', { domain: signIn.domain })}</p>
      <Facts
        facts={[
          { term: t('proof.kind'), value: 'TXT' },
          { term: t('proof.name'), value: <code>{record?.name}</code> },
          { term: t('proof.text'), value: <code>{record?.text}</code> },
        ]}
      />
      <Form action={`/spaces/${space.id}/sign-in/proof`}>
        <SubmitRow note={t('proof.note')}>
          <Button variant={filled(signIn, 2)}>{t('proof.check')}</Button>
        </SubmitRow>
      </Form>
    </Step>
  );
}

function ProviderStep({ page, space, signIn, back, which, state }: SetProps) {
  const t = words(page.locale);
  // What was typed is never printed back into a page.
  const typedSecret = which === 'provider' && Boolean(state?.values.secret);
  return (
    <Step done={signIn.has_secret && t('provider.set')} title={t('provider')}>
      <p class="text">{t('provider.about')}</p>
      <Facts facts={[{ term: t('provider.back'), value: <code>{back}</code> }]} />
      <Form
        action={`/spaces/${space.id}/sign-in/service`}
        state={which === 'provider' ? state : undefined}
        stands={typedProvider(signIn)}
      >
        <Field name="issuer" type="url" label={t('issuer')} help={t('issuer.help')} autocomplete="off" />
        <Field name="clientId" label={t('clientId')} help={t('clientId.help')} autocomplete="off" />
        <Field
          name="secret"
          type="password"
          label={t('secret')}
          help={t(typedSecret ? 'secret.help.again' : signIn.has_secret ? 'secret.help.set' : 'secret.help')}
          autocomplete="off"
          optional={signIn.has_secret}
        />
        <Radios
          name="joins"
          label={t('joins')}
          options={joinings.map((joining) => ({
            value: joining,
            label: t(`joins.${joining}`),
            help: t(`joins.${joining}.help`),
          }))}
        />
        <SubmitRow>
          <Button variant={filled(signIn, 3)}>{t('provider.save')}</Button>
        </SubmitRow>
      </Form>
    </Step>
  );
}

function LastSteps({ page, space, signIn }: SetProps) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const { tried_at: tried, on_at: on } = signIn;
  const base = `/spaces/${space.id}/sign-in`;
  return (
    <>
      <Step done={tried && t('trial.done', { day: writeDate(tried, 'long', where) })} title={t('trial')}>
        <p class="text">{t('trial.about', { domain: signIn.domain })}</p>
        {signIn.has_secret ? (
          <Form action={`${base}/trial`} whole>
            <SubmitRow>
              <Button variant={filled(signIn, 4)}>{t('trial.do')}</Button>
            </SubmitRow>
          </Form>
        ) : (
          <p class="text">{t('trial.wanted')}</p>
        )}
      </Step>
      <Step done={on && t('on.since', { day: writeDate(on, 'long', where) })} title={t('on')}>
        <p class="text">{t('on.about')}</p>
        <Form action={`${base}/${on ? 'closure' : 'opening'}`}>
          <SubmitRow>
            <Button variant={on ? 'secondary' : filled(signIn, 5)}>{t(on ? 'off.do' : 'on.do')}</Button>
          </SubmitRow>
        </Form>
      </Step>
    </>
  );
}
