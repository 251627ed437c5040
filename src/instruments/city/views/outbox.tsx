import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { KeptMail } from '../../../platform/mail/outbox.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { PlainText } from './plain-text.tsx';

export function OutboxPage({ page, mails }: { page: Page; mails: KeptMail[] }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <Layout frame={page.frame} title={t('outbox')} size="sm" hidden>
      <Intro title={t('outbox')} lead={t('outbox.lead')} />
      {mails.length === 0 ? (
        <Empty title={t('outbox.none')}>{t('outbox.none.about')}</Empty>
      ) : (
        <Lines label={t('outbox')}>
          {mails.map((mail) => (
            <Line
              key={mail.id}
              level={2}
              href={`/outbox/${mail.id}`}
              title={mail.subject}
              lang={mail.locale}
              facts={[t('outbox.to', { address: mail.address }), writeDate(mail.created_at, 'moment', where)]}
            />
          ))}
        </Lines>
      )}
    </Layout>
  );
}

export function OutboxMailPage({ page, mail }: { page: Page; mail: KeptMail & { text: string } }) {
  const t = words(page.locale);
  // The mail's own heading is its subject once more.
  const text = mail.text.startsWith(mail.subject) ? mail.text.slice(mail.subject.length) : mail.text;
  return (
    <Layout
      frame={page.frame}
      title={mail.subject}
      size="sm"
      crumbs={[{ href: '/outbox', label: t('outbox') }, { label: mail.subject }]}
      hidden
    >
      <Stack gap="6">
        <Notice>
          <p>{t('outbox.one', { address: mail.address })}</p>
        </Notice>
        <div lang={mail.locale}>
          <Letter head={t('outbox.to', { address: mail.address })}>
            <Heading level={1}>{mail.subject}</Heading>
            <PlainText text={text.trim()} />
          </Letter>
        </div>
      </Stack>
    </Layout>
  );
}
