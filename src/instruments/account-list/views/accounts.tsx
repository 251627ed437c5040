import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { mayClose } from '../access.ts';
import { words } from '../messages/index.ts';
import type { Account, listOrganisationsOf } from '../store.ts';

const here = '/settings/accounts';

type AccountsProps = { page: Page; accounts: readonly Account[]; q: string; more: string | undefined };

export function AccountsPage({ page, accounts, q, more }: AccountsProps) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('accounts')}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('accounts') }]}
      hidden
    >
      <Intro title={t('accounts')} lead={t('accounts.lead')} />
      <Stack gap="6">
        <SearchForm action={here} label={t('accounts.find')} value={q} />
        {accounts.length === 0 ? (
          <Empty title={t('accounts.none')} />
        ) : (
          <Lines label={t('accounts')}>
            {accounts.map((account) => (
              <Line
                key={account.id}
                level={2}
                title={account.name}
                href={`${here}/${account.id}`}
                facts={factsOf(page, account)}
              />
            ))}
          </Lines>
        )}
        <Pager href={more} />
      </Stack>
    </Layout>
  );
}

function factsOf(page: Page, { email, kind, closed, erased, created_at }: Account) {
  const t = words(page.locale);
  const day = (at: Date) => page.day(at);
  return [
    email,
    kind === 'mailbox' && t('mailbox'),
    t('since', { day: day(created_at) }),
    closed && t('closed', { day: day(closed) }),
    erased && t('erased', { day: day(erased) }),
  ];
}

type AccountProps = {
  page: Page;
  account: Account;
  organisations: Awaited<ReturnType<typeof listOrganisationsOf>>;
  form?: FormState;
};

export function AccountPage({ page, account, organisations, form }: AccountProps) {
  const t = words(page.locale);
  const path = `${here}/${account.id}`;
  return (
    <Layout
      frame={page.frame}
      title={account.name}
      size="sm"
      crumbs={[
        { href: '/settings', label: t('settings') },
        { href: here, label: t('accounts') },
        { label: account.name },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={account.name} lead={factsOf(page, account).filter(Boolean).join(' · ')} />
      <Stack gap="12">
        {organisations.length > 0 && (
          <Section title={t('organisations')}>
            <Lines>
              {organisations.map(({ id, name, slug }) => (
                <Line key={id} title={page.text(name)} href={`/organisations/${slug}`} />
              ))}
            </Lines>
          </Section>
        )}
        {!mayClose(page.scope, account.id) ? (
          <p class="text">{t('own')}</p>
        ) : account.into ? (
          <p class="text">
            {t('merged')} <Link href={`${here}/${account.into}`}>{account.into_name}</Link>
          </p>
        ) : account.closed ? (
          <Section title={t('open')}>
            <p class="text">{t('open.about')}</p>
            <Form action={`${path}/return`}>
              <Button>{t('open.do')}</Button>
            </Form>
          </Section>
        ) : (
          <Section title={t('close')}>
            <p class="text">{t('close.about')}</p>
            <Form action={`${path}/closure`}>
              <Button variant="secondary" color="danger">
                {t('close.do')}
              </Button>
            </Form>
          </Section>
        )}
        {!account.into && (
          <Section title={t(account.erased ? 'erased.undo' : 'erase')}>
            <p class="text">
              {t(account.erased ? 'erased.about' : 'erase.about')}{' '}
              <Link href={`${path}/erasure`}>{t(account.erased ? 'erased.look' : 'erase.look')}</Link>
            </p>
          </Section>
        )}
      </Stack>
    </Layout>
  );
}
