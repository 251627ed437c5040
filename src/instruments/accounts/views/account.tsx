import type { SessionView } from '../../../platform/accounts/sessions.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { listMyOrganisations } from '../store.ts';
import { roleName } from './roles.tsx';
import { SessionLines } from './sessions.tsx';

export type AccountView = {
  name: string;
  locale: string;
  hasPassword: boolean;
  sessions: readonly SessionView[];
  organisations: Awaited<ReturnType<typeof listMyOrganisations>>;
};

export function AccountPage({
  page,
  account,
  form,
  passwordForm,
}: {
  page: Page;
  account: AccountView;
  form?: FormState;
  passwordForm?: FormState;
}) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('account')}
      size="sm"
      errors={form?.errors ?? passwordForm?.errors ?? {}}
    >
      <Intro title={t('account')} lead={t('account.lead')} />
      <Stack gap="12">
        <Form action="/account" state={form}>
          <Field
            name="name"
            label={t('signUp.name')}
            value={account.name}
            autocomplete="name"
            width="medium"
          />
          <Select
            name="locale"
            label={t('account.language')}
            value={account.locale}
            options={page.city.locales.map((locale) => ({
              value: locale,
              label: ownName[locale],
              lang: locale,
            }))}
          />
          <Button>{t('account.save')}</Button>
        </Form>
        <Section title={t('account.groups')}>
          {page.scope.administers && (
            <p>
              {t('account.administers')} <Link href="/settings">{t('account.settings')}</Link>
            </p>
          )}
          {account.organisations.length === 0 && !page.scope.administers ? (
            <Empty
              title={t('account.groups.none')}
              level={3}
              link={<Link href="/who-does-what">{t('account.groups.find')}</Link>}
            />
          ) : (
            <Lines>
              {account.organisations.map((organisation) => (
                <Line
                  key={organisation.id}
                  title={page.text(organisation.name)}
                  href={`/organisations/${organisation.slug}`}
                  facts={[roleName(t, organisation.role)]}
                  end={
                    organisation.role !== 'claimant' && (
                      <Link href={`/spaces/${organisation.id}/people`}>{t('account.people')}</Link>
                    )
                  }
                />
              ))}
            </Lines>
          )}
          <p>
            <Link href="/partnerships">{t('account.partnerships')}</Link>
          </p>
        </Section>
        <Section title={t('account.told')}>
          <p class="text">
            {t('account.told.about')} <Link href="/told">{t('account.told.choose')}</Link>
          </p>
        </Section>
        <Section title={t('password')}>
          <p class="text">{t(account.hasPassword ? 'password.has' : 'password.hasNone')}</p>
          <Form action="/account/password" whole state={passwordForm}>
            {account.hasPassword && (
              <Field
                name="current"
                type="password"
                label={t('password.current')}
                autocomplete="current-password"
                width="medium"
              />
            )}
            <Field
              name="password"
              type="password"
              label={t('password.new')}
              help={t('password.new.help')}
              autocomplete="new-password"
              width="medium"
            />
            <Button variant="secondary">{t('password.save')}</Button>
          </Form>
        </Section>
        <Section title={t('secondFactor')}>
          <p class="text">
            {t('secondFactor.about')} <Link href="/account/second-factor">{t('secondFactor.look')}</Link>
          </p>
        </Section>
        <SessionLines page={page} sessions={account.sessions} />
        <Section title={t('account.data')}>
          <p class="text">
            {t('account.data.about')} <Link href="/account/data">{t('account.data.do')}</Link>
          </p>
        </Section>
        <p class="text">
          {t('account.other')} <Link href="/account/merging">{t('account.other.do')}</Link>
        </p>
        <Form action="/sign-out" whole>
          <Button variant="secondary">{t('signOut')}</Button>
        </Form>
      </Stack>
    </Layout>
  );
}

export function GonePage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('invitation.gone')} hidden>
      <Intro title={t('invitation.gone')} lead={t('invitation.gone.lead')} />
      <ButtonLink href="/" variant="secondary">
        {page.frame.city.name}
      </ButtonLink>
    </Layout>
  );
}
