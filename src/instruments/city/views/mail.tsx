import type { BackupState } from '../../../platform/backup/backups.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Stuck } from '../../../platform/journal/reader.ts';
import type { Way } from '../../../platform/mail/post.ts';
import { reasonOf } from '../../../platform/mail/reason.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import type { UnsentMail } from '../store.ts';
import { BackupsMade } from './backups.tsx';
import { SettingPage } from './settings.tsx';

export type MailState = {
  way: Way;
  /** Whether mail that comes back is read, and why that did not work the last time. */
  bounces: boolean;
  unread: string | undefined;
  unsent: UnsentMail[];
  /** Where the list goes on. */
  next: string | undefined;
  stuck: Stuck[];
  backups: BackupState;
};

/** How the city's mail stands. Nobody here can read what a mail says: it may hold a link that opens a door. */
export function MailPage({ page, mail }: { page: Page; mail: MailState }) {
  const t = words(page.locale);
  const { way } = mail;
  return (
    <SettingPage page={page} title={t('mail')} lead={t('mail.lead', { way })} form={undefined}>
      <Stack gap="12">
        {way === 'none' && <p class="text">{t('mail.none.about')}</p>}
        {way === 'outbox' && (
          <p>
            <ButtonLink href="/outbox" variant="secondary">
              {t('mail.outbox')}
            </ButtonLink>
          </p>
        )}
        {way !== 'none' && (
          <Section title={t('mail.test')}>
            <p class="text">{t('mail.test.about')}</p>
            <Form action="/settings/mail/tests">
              <Button>{t('mail.test.do')}</Button>
            </Form>
          </Section>
        )}
        {(way === 'smtp' || (way === 'none' && mail.unsent.length > 0)) && <Unsent page={page} mail={mail} />}
        <StuckWork page={page} stuck={mail.stuck} />
        <BackupsMade page={page} backups={mail.backups} />
      </Stack>
    </SettingPage>
  );
}

function Unsent({ page, mail }: { page: Page; mail: MailState }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const bounces = mail.bounces ? 'yes' : 'no';
  const title = t('mail.unsent', { bounces });
  if (mail.unsent.length === 0) {
    return (
      <Section title={title}>
        <p>{t('mail.unsent.none', { bounces })}</p>
        <Unread page={page} problem={mail.unread} />
      </Section>
    );
  }
  return (
    <Section title={title}>
      <p class="text">{t('mail.unsent.about')}</p>
      <Unread page={page} problem={mail.unread} />
      <Table
        caption={title}
        hideCaption
        columns={[
          { label: t('mail.subject'), cell: (row) => <span lang={row.locale}>{row.subject}</span> },
          { label: t('mail.address'), cell: (row) => row.address },
          { label: t('mail.when'), cell: (row) => writeDate(row.created_at, 'moment', where) },
          { label: t('mail.state'), cell: (row) => <MailsState page={page} row={row} /> },
          {
            label: t('mail.act'),
            hideLabel: true,
            cell: (row) =>
              row.failed_at &&
              mail.way === 'smtp' &&
              row.has_text && (
                <Form action={`/settings/mail/${row.id}/attempts`}>
                  <Button variant="tertiary" about={row.address}>
                    {t('mail.again')}
                  </Button>
                </Form>
              ),
          },
        ]}
        rows={mail.unsent}
      />
      <Pager href={mail.next} />
    </Section>
  );
}

function Unread({ page, problem }: { page: Page; problem: string | undefined }) {
  if (problem === undefined) return null;
  return (
    <p class="text">
      {words(page.locale)('mail.unread')}
      <br />
      <small class="quiet">{problem}</small>
    </p>
  );
}

/** What the words of a kind of mail are kept under: those of one matter are told alike. */
function kindOf(kind: string) {
  const [matter] = kind.split('.');
  if (matter === 'brief') return 'request';
  return mailKinds.find((one) => one === matter) ?? 'other';
}
const mailKinds = ['sign-in-link', 'invitation', 'test-mail', 'request', 'organisation', 'claim'] as const;

/** What the house writes down of a mail that it never kept: there is nothing to send again. */
const notKept = 'no mail server';

function MailsState({ page, row }: { page: Page; row: UnsentMail }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  if (row.problem === notKept) return <>{t('mail.problem.none')}</>;
  return (
    <>
      {row.bounced_at ? (
        <>
          {t('mail.state.bounced', { when: writeDate(row.bounced_at, 'moment', where) })}
          <br />
          {t(`mail.reason.${reasonOf(row.problem ?? '')}`)}
          {!row.has_text && ` ${t('mail.text.gone')}`}
        </>
      ) : (
        t(row.failed_at ? 'mail.state.failed' : 'mail.state.waiting', { n: row.attempts })
      )}
      {row.problem && (
        <>
          <br />
          <small class="quiet">{row.problem}</small>
        </>
      )}
      <br />
      <small class="quiet">{t(`mail.kind.${kindOf(row.kind)}`)}</small>
    </>
  );
}

function StuckWork({ page, stuck }: { page: Page; stuck: Stuck[] }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <Section title={t('mail.stuck')}>
      {stuck.length === 0 ? (
        <p>{t('mail.stuck.none')}</p>
      ) : (
        <>
          <p class="text">{t('mail.stuck.about')}</p>
          <Table
            caption={t('mail.stuck')}
            hideCaption
            columns={[
              { label: t('mail.stuck.kind'), cell: (row) => <code>{row.kind}</code> },
              { label: t('mail.when'), cell: (row) => writeDate(row.since, 'moment', where) },
              { label: t('mail.stuck.problem'), cell: (row) => row.problem },
            ]}
            rows={stuck}
          />
          <Form action="/settings/mail/stuck">
            <Button variant="secondary">{t('mail.stuck.again')}</Button>
          </Form>
        </>
      )}
    </Section>
  );
}
