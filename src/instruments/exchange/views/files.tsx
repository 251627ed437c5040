import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Change } from '../comparison.ts';
import { words } from '../messages/index.ts';
import type { Report } from '../plans.ts';
import { columns, type Fault, type TableName, tables } from '../rules.ts';

/** Taking tables out, and sending one in. */
export function FilesPage({ page, form }: { page: Page; form?: FormState }) {
  const t = words(page.locale);
  const title = t('title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: '/who-does-what', label: t('directory') }, { label: title }]}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('lead')} />
        <Section title={t('out')}>
          <ul class="stack" data-gap="2">
            {tables.map((name) => (
              <li key={name}>
                <Link href={`/directory-files/${name}.csv`} download>
                  {t(`table.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
          <p class="small quiet">{t('out.note')}</p>
        </Section>
        <Section title={t('in')}>
          <p class="text">{t('in.text')}</p>
          <Form action="/directory-files" multipart state={form}>
            <Radios
              name="table"
              label={t('in.table')}
              options={tables.map((name) => ({ value: name, label: t(`table.${name}`) }))}
              value="organisations"
            />
            <FileField name="file" label={t('in.file')} help={t('in.file.help')} accept=".csv,text/csv" />
            <SubmitRow note={t('in.note')}>
              <Button>{t('in.try')}</Button>
            </SubmitRow>
          </Form>
          {tables.map((name) => (
            <More key={name} summary={t('columns', { table: t(`table.${name}`) })}>
              <p>
                <code>{columns[name].join(', ')}</code>
              </p>
              <p>{t(`columns.${name}`)}</p>
            </More>
          ))}
        </Section>
      </Stack>
    </Layout>
  );
}

/** What the table would do: the button that does it, or all that stands in its way. */
export function DryRunPage({
  page,
  id,
  name,
  report,
  changes = [],
}: {
  page: Page;
  id: string;
  name: TableName;
  report: Report;
  changes?: readonly Change[];
}) {
  const t = words(page.locale);
  const faults = report.faults.length;
  const idle = report.added + report.changed === 0;
  const title = t(faults > 0 ? 'faults.title' : idle ? 'dry.none' : 'dry.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      crumbs={[
        { href: '/who-does-what', label: t('directory') },
        { href: '/directory-files', label: t('title') },
        { label: title },
      ]}
    >
      <Stack gap="6">
        <Intro
          title={title}
          state={t(`table.${name}`)}
          lead={
            faults > 0
              ? t('faults.lead', { n: faults })
              : idle
                ? t('dry.none.lead')
                : t(`dry.${name}`, {
                    rows: report.rows,
                    added: report.added,
                    changed: report.changed,
                    unchanged: report.unchanged,
                  })
          }
        />
        {faults > 0 || idle ? (
          <>
            {faults > 0 && <Faults page={page} faults={report.faults} />}
            <p>
              <ButtonLink href="/directory-files">{t('faults.again')}</ButtonLink>
            </p>
          </>
        ) : (
          <>
            <Changes page={page} changes={changes} />
            <Form action={`/directory-files/${id}/import`}>
              <SubmitRow cancel="/directory-files">
                <Button>{t('dry.do')}</Button>
              </SubmitRow>
            </Form>
          </>
        )}
      </Stack>
    </Layout>
  );
}

/** Rows shown at once: the first hundred show the pattern. */
const shownRows = 100;
/** Signs of a cell that are shown: enough to know the text by. */
const shownSigns = 160;

function Changes({ page, changes }: { page: Page; changes: readonly Change[] }) {
  const t = words(page.locale);
  const cell = (text: string) => (text.length > shownSigns ? `${text.slice(0, shownSigns)} …` : text) || '–';
  const what = ({ column }: Change) =>
    column === 'new' || column === 'gone' || column === 'order' ? t(`dry.${column}`) : <code>{column}</code>;
  return (
    <>
      <Table
        caption={t('dry.caption')}
        hideCaption
        columns={[
          { label: t('faults.line'), numeric: true, cell: (change) => change.line ?? '–' },
          {
            label: t('dry.organisation'),
            cell: ({ organisation }) => <Spoken text={organisation} fallback={page.city.defaultLocale} />,
          },
          { label: t('faults.column'), cell: what },
          { label: t('dry.before'), cell: ({ before }) => cell(before) },
          { label: t('dry.after'), cell: ({ after }) => cell(after) },
        ]}
        rows={changes.slice(0, shownRows)}
      />
      {changes.length > shownRows && (
        <p class="small quiet">{t('dry.more', { n: changes.length - shownRows })}</p>
      )}
    </>
  );
}

function Faults({ page, faults }: { page: Page; faults: readonly Fault[] }) {
  const t = words(page.locale);
  return (
    <>
      <Table
        caption={t('faults.caption')}
        hideCaption
        columns={[
          { label: t('faults.line'), numeric: true, cell: (fault) => fault.line },
          { label: t('faults.column'), cell: (fault) => (fault.column ? <code>{fault.column}</code> : '–') },
          { label: t('faults.value'), cell: (fault) => fault.value || '–' },
          { label: t('faults.what'), cell: (fault) => t(`fault.${fault.problem}`) },
        ]}
        rows={faults.slice(0, shownRows)}
      />
      {faults.length > shownRows && (
        <p class="small quiet">{t('faults.more', { n: faults.length - shownRows })}</p>
      )}
    </>
  );
}
