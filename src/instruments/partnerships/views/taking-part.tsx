import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
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
import type { MyPartnership } from '../store.ts';

type View = {
  address: string | undefined;
  partnerships: readonly MyPartnership[];
  /** Their personal link, which only they see. */
  link: string;
  sendsMail: boolean;
};

/** What somebody who takes part by link has of their own. */
export function TakingPartPage({
  page,
  view,
  form,
  accountForm,
}: {
  page: Page;
  view: View;
  form?: FormState;
  accountForm?: FormState;
}) {
  const t = words(page.locale);
  const { address, partnerships, link, sendsMail } = view;
  return (
    <Layout
      frame={page.frame}
      title={t('own')}
      size="sm"
      hidden
      errors={form?.errors ?? accountForm?.errors ?? {}}
    >
      <Intro title={t('own')} lead={t('own.lead')} />
      <Stack gap="12">
        <Form action="/taking-part" state={form}>
          <Field
            name="name"
            label={t('accept.name')}
            value={page.person?.name}
            autocomplete="name"
            width="medium"
          />
          <Select
            name="locale"
            label={t('own.language')}
            value={page.locale}
            options={page.city.locales.map((locale) => ({
              value: locale,
              label: ownName[locale],
              lang: locale,
            }))}
          />
          <Button variant="secondary">{t('own.save')}</Button>
        </Form>
        <Section title={t('own.partnerships')}>
          <Lines>
            {partnerships.map((one) => (
              <Line
                key={one.id}
                title={one.name}
                href={`/partnerships/${one.id}`}
                end={<Link href={`/partnerships/${one.id}/people`}>{t('own.leave')}</Link>}
              />
            ))}
          </Lines>
        </Section>
        <Section title={t('own.account')}>
          <p class="text">{t('own.account.lead')}</p>
          {sendsMail && (
            <Form action="/taking-part/account" state={accountForm}>
              <Field
                name="email"
                type="email"
                label={t('own.email')}
                value={address}
                autocomplete="email"
                width="medium"
              />
              <Button>{t('own.account.do')}</Button>
            </Form>
          )}
          <p>
            {t('accept.account')}{' '}
            <Link href="/sign-in?next=%2Ftaking-part%2Fjoining">{t('accept.signIn')}</Link>
          </p>
        </Section>
        <Section title={t('own.mails')}>
          <p>
            <Link href="/told">{t('own.mails.choose')}</Link>
          </p>
        </Section>
        <Section title={t('own.data')}>
          <p>
            <Link href="/account/data">{t('own.data.look')}</Link>
          </p>
        </Section>
        <Section title={t('own.link')}>
          <p class="text">{t('own.link.lead')}</p>
          <p class="small">
            <code>{link}</code>
          </p>
        </Section>
        <Section title={t('own.forget')}>
          <p class="text">{t('own.forget.lead')}</p>
          <Form action="/taking-part/forgetting" whole>
            <Button variant="secondary">{t('own.forget.do')}</Button>
          </Form>
        </Section>
      </Stack>
    </Layout>
  );
}

type Proven = { page: Page; name: string; email: string; form?: FormState };

/** Behind the link that proves an address. */
export function AccountPage({ page, name, email, form }: Proven) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('account.title')} hidden errors={form?.errors ?? {}}>
      <Intro title={t('account.title')} lead={t('account.lead', { name, email })} />
      <Stack gap="6">
        <Form action={`/taking-part/accounts/${page.param('token')}`} whole>
          <Button>{t('account.do')}</Button>
        </Form>
      </Stack>
    </Layout>
  );
}

export function JoiningPage({ page, name, form }: { page: Page; name: string; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('joining')} hidden errors={form?.errors ?? {}}>
      <Intro title={t('joining')} lead={t('joining.lead', { name, account: page.person?.name ?? '' })} />
      <Stack gap="6">
        <Form action="/taking-part/joining">
          <Button>{t('joining.do')}</Button>
        </Form>
      </Stack>
    </Layout>
  );
}
