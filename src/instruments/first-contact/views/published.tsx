import { isWritten, type Written, wordsFor } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import type { Outcome } from '../rules.ts';
import type { findPublished, listPublishedOf, ReplyRecord } from '../store/publishing.ts';
import type { Unit } from '../store/units.ts';
import { dateWords, nameOf, Said, SaidInline } from './said.tsx';

type PublishedRow = NonNullable<Awaited<ReturnType<typeof findPublished>>>;

/** A request that both sides let everyone read: so that the next one need not ask from the beginning. */
export function PublishedPage({
  page,
  request,
  units,
}: {
  page: Page;
  request: PublishedRow;
  units: ReadonlyMap<string, Unit>;
}) {
  const t = words(page.locale);
  const title = wordsFor(request.title, page.locale).text;
  const unit = units.get(request.unit ?? '');
  const asker =
    nameOf(units.get(request.askerOrganisation ?? ''), page) || request.askerName || t('published.person');
  const outcome = request.outcome as Outcome;
  const part = (heading: string, written: Written) =>
    isWritten(written) && (
      <Section title={heading} level={3} size="xs" gap="2">
        <Said written={written} page={page} />
      </Section>
    );
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[
        { href: '/who-does-what', label: t('crumb.who') },
        ...(unit ? [{ href: `/organisations/${unit.slug}`, label: nameOf(unit, page) }] : []),
        { label: title },
      ]}
    >
      <Intro
        title={<SaidInline written={request.title} page={page} />}
        lead={t(`published.${outcome}`, { asker, unit: nameOf(unit, page) })}
      />
      <Split
        aside={
          <Section title={t('published.facts')} ruled>
            <Facts
              facts={[
                { term: t('who.asks'), value: asker },
                unit && {
                  term: t('who.answers'),
                  value: <Link href={`/organisations/${unit.slug}`}>{nameOf(unit, page)}</Link>,
                },
                request.answerDays !== null && {
                  term: t('published.after'),
                  value: t('days', { n: request.answerDays }),
                },
                { term: t('published.on'), value: dateWords(request.answeredAt, page) },
              ]}
            />
            <p class="small">
              <Link href={`/answered/${request.id}/report`} quiet>
                {t('report.link')}
              </Link>
            </p>
          </Section>
        }
      >
        <Section title={t('published.answer')}>
          <Said written={request.note} page={page} by={nameOf(unit, page)} />
          {part(t('wouldChange.title'), request.wouldChange)}
        </Section>
        <Section title={t('published.asked')} gap="6">
          {part(t('want.title'), request.want)}
          {part(t('bring.title'), request.bring)}
          {part(t('ask.title'), request.ask)}
        </Section>
      </Split>
    </Layout>
  );
}

/** Public requests: "recent" ones on the page of a unit, those answered "lately" on the home page of the city. */
export function RecentRequests({
  page,
  rows,
  title,
}: {
  page: Page;
  rows: Awaited<ReturnType<typeof listPublishedOf>>;
  title: 'recent' | 'lately';
}) {
  const t = words(page.locale);
  return (
    <Section title={t(title)}>
      <Table
        caption={t(`${title}.caption`)}
        hideCaption
        rows={rows}
        columns={[
          {
            label: t('recent.request'),
            cell: (row) => (
              <Link href={`/answered/${row.id}`} quiet>
                <SaidInline written={row.title} page={page} />
              </Link>
            ),
          },
          { label: t('recent.outcome'), cell: (row) => t(`outcome.${row.outcome as Outcome}`) },
          {
            label: t('recent.after'),
            cell: (row) => (row.answerDays === null ? '' : t('days', { n: row.answerDays })),
            numeric: true,
          },
        ]}
      />
    </Section>
  );
}

/** How the units keep their word, on the home page of the city. */
function KeepingOurWord({
  page,
  records,
  units,
}: {
  page: Page;
  records: readonly ReplyRecord[];
  units: ReadonlyMap<string, Unit>;
}) {
  const t = words(page.locale);
  return (
    <Section title={t('word.title')}>
      <p class="text">{t('word.lead')}</p>
      <Table
        caption={t('word.caption')}
        hideCaption
        rows={records}
        columns={[
          {
            label: t('word.unit'),
            cell: ({ unit }) => {
              const found = units.get(unit);
              return (
                found && (
                  <Link href={`/organisations/${found.slug}`} quiet>
                    {nameOf(found, page)}
                  </Link>
                )
              );
            },
          },
          { label: t('word.median'), cell: (record) => t('days', { n: record.medianDays }), numeric: true },
          { label: t('word.inTime'), cell: (record) => record.inTime, numeric: true },
          { label: t('word.late'), cell: (record) => record.late, numeric: true },
        ]}
      />
    </Section>
  );
}

/** What everybody may see of requests, as far as there is anything. */
export function OnTheHomePage({
  page,
  rows,
  records,
  units,
}: {
  page: Page;
  rows: Awaited<ReturnType<typeof listPublishedOf>>;
  records: readonly ReplyRecord[];
  units: ReadonlyMap<string, Unit>;
}) {
  return (
    <>
      {rows.length > 0 && <RecentRequests page={page} rows={rows} title="lately" />}
      {records.length > 0 && <KeepingOurWord page={page} records={records} units={units} />}
    </>
  );
}
