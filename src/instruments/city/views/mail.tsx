import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Stuck } from '../../../platform/journal/reader.ts';
import type { Way } from '../../../platform/mail/post.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import type { UnsentMail } from '../store.ts';
import { SettingPage } from './settings.tsx';

export type MailState = {
  way: Way;
  unsent: UnsentMail[];
  /** Where the list goes on. */
  next: string | undefined;
  stuck: Stuck[];
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
        {way !== 'outbox' && <Unsent page={page} mail={mail} />}
        <StuckWork page={page} stuck={mail.stuck} />
      </Stack>
    </SettingPage>
  );
}

function Unsent({ page, mail }: { page: Page; mail: MailState }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  if (mail.unsent.length === 0) {
    return (
      <Section title={t('mail.unsent')}>
        <p>{t('mail.unsent.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('mail.unsent')}>
      <p class="text">{t('mail.unsent.about')}</p>
      <Table
        caption={t('mail.unsent')}
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
              row.problem !== notKept && (
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
  if (row.problem === notKept) return <>{t('mail.problem.none')}</>;
  return (
    <>
      {t(row.failed_at ? 'mail.state.failed' : 'mail.state.waiting', { n: row.attempts })}
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
