import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { workingDaysBetween } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { typedLiaison } from '../rules.ts';
import type { listLateNotices, Report } from '../store/oversight.ts';
import type { Unit } from '../store/units.ts';
import { dateWords, nameOf } from './said.tsx';
import { unitChoices } from './unit-choices.ts';

type LateProps = {
  page: Page;
  notices: Awaited<ReturnType<typeof listLateNotices>>;
  units: ReadonlyMap<string, Unit>;
  today: string;
};

/** Late requests, as administrators know of them: number and unit, nothing else. */
export function LatePage({ page, notices, units, today }: LateProps) {
  const t = words(page.locale);
  const title = t('late.title');
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden>
      <Stack gap="6">
        <Intro title={title} lead={t('late.lead')} />
        {notices.shown.length === 0 ? (
          <Empty title={t('late.none')}>{t('late.none.next')}</Empty>
        ) : (
          <Table
            caption={title}
            hideCaption
            rows={notices.shown}
            columns={[
              { label: t('late.request'), cell: (notice) => t('number', { n: notice.number }) },
              {
                label: t('late.unit'),
                cell: (notice) => {
                  const unit = units.get(notice.unit);
                  return unit && <Link href={`/organisations/${unit.slug}`}>{nameOf(unit, page)}</Link>;
                },
              },
              { label: t('late.due'), cell: (notice) => dateWords(notice.due, page) },
              {
                label: t('late.days'),
                cell: (notice) => workingDaysBetween(notice.due, today, page.city),
                numeric: true,
              },
            ]}
          />
        )}
        <Pager href={notices.last && `/requests/late?after=${notices.last.id}`} />
      </Stack>
    </Layout>
  );
}

/** What people told us should not be here. */
export function ReportsPage({
  page,
  reports,
  closing,
  form,
}: {
  page: Page;
  reports: Part<Report>;
  closing?: string;
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('reports.title');
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden errors={form?.errors ?? {}}>
      <Stack gap="6">
        <Intro title={title} lead={t('reports.lead')} />
        {reports.shown.length === 0 ? (
          <Empty title={t('reports.none')}>{t('reports.none.next')}</Empty>
        ) : (
          <Lines label={title}>
            {reports.shown.map((report) => (
              <ReportLine
                key={report.id}
                page={page}
                report={report}
                form={closing === report.id ? form : undefined}
              />
            ))}
          </Lines>
        )}
        <Pager href={reports.last && `/reports?after=${reports.last.id}`} />
      </Stack>
    </Layout>
  );
}

function ReportLine({ page, report, form }: { page: Page; report: Report; form: FormState | undefined }) {
  const t = words(page.locale);
  const about =
    report.about === 'request' ? t('reports.request', { n: report.number ?? 0 }) : t('reports.published');
  // Several forms of this kind stand on the page: only the one that is shown again owns the plain names.
  const id = (field: string) => (form ? field : `${field}-${report.id}`);
  return (
    <Line
      level={2}
      title={about}
      href={report.title ? `/answered/${report.published}` : undefined}
      facts={[
        dateWords(report.at, page),
        report.closedAt && t('reports.closedOn', { day: dateWords(report.closedAt, page) }),
      ]}
    >
      <Quote>{report.reason}</Quote>
      {report.closedAt ? (
        <p class="text small">{t('reports.noted', { note: report.closing ?? '' })}</p>
      ) : (
        <Form action={`/reports/${report.id}/closure`} state={form}>
          <TextArea name="closing" id={id('closing')} label={t('reports.note')} rows={2} />
          {report.title && <Checkbox name="takeDown" id={id('takeDown')} label={t('reports.takeDown')} />}
          <Button variant="secondary" about={about}>
            {t('reports.do')}
          </Button>
        </Form>
      )}
    </Line>
  );
}

/** Which office answers where nobody knew whom to ask. */
export function LiaisonPage({
  page,
  liaison,
  units,
  form,
}: {
  page: Page;
  liaison: Unit | undefined;
  units: readonly Unit[];
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('liaison.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: '/settings', label: t('crumb.settings') }, { label: title }]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('liaison.lead')} />
        {units.length === 0 ? (
          <Empty
            title={t('liaison.none')}
            link={<Link href="/registration?kind=department">{t('liaison.add')}</Link>}
          />
        ) : (
          <Form action="/settings/liaison" state={form} stands={typedLiaison(liaison)}>
            <Select name="unit" label={t('liaison.label')} options={unitChoices(page, units)} empty />
            <SubmitRow>
              <Button>{t('liaison.do')}</Button>
            </SubmitRow>
          </Form>
        )}
      </Stack>
    </Layout>
  );
}
