import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { type Kind, kindsToRegister } from '../rules.ts';
import type { After, Listed, ListPart } from '../store/reading.ts';
import { briefPath, pathOf, quietFacts, StaleTag } from './parts.tsx';

export function DirectorySearch({ page, q = '' }: { page: Page; q?: string }) {
  const t = words(page.locale);
  return <SearchForm action="/who-does-what" label={t('search.label')} value={q} quiet={q !== ''} />;
}

export function OrganisationLines({
  page,
  rows,
  usual,
}: {
  page: Page;
  rows: readonly Listed[];
  usual: ReadonlyMap<string, number>;
}) {
  return (
    <Lines>
      {rows.map((row) => (
        <Line
          key={row.id}
          level={2}
          href={pathOf(row)}
          title={<Spoken text={row.name} fallback={page.city.defaultLocale} />}
          facts={quietFacts(page, row, usual.get(row.id))}
        >
          <p class="text">
            <Spoken text={row.summary} fallback={page.city.defaultLocale} />
          </p>
          {row.kind === 'department' && <StaleTagLine page={page} row={row} />}
        </Line>
      ))}
    </Lines>
  );
}

function StaleTagLine({ page, row }: { page: Page; row: Listed }) {
  return <StaleTag page={page} organisation={{ confirmed_at: row.confirmed_at, confirmed_by: null }} />;
}

export function nextPage(
  path: string,
  query: Record<string, string>,
  next: After | undefined,
): string | undefined {
  if (!next) return undefined;
  return `${path}?${new URLSearchParams({ ...query, after: next.id, from: next.sort })}`;
}

/** Departments, the way to all others, and the search above them. */
export function WhoDoesWhatPage({
  page,
  departments,
  usual,
  others,
}: {
  page: Page;
  departments: ListPart;
  usual: ReadonlyMap<string, number>;
  /** Something beside departments is listed. */
  others: boolean;
}) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('start.title')}>
      <Stack gap="6">
        <DirectorySearch page={page} />
        <Intro title={t('start.title')} lead={t('start.lead')} />
      </Stack>
      <Split aside={<StartAside page={page} others={others} />}>
        {departments.rows.length === 0 ? (
          <Empty
            title={t('start.empty')}
            link={
              page.scope.administers && (
                <ButtonLink variant="secondary" href="/registration?kind=department">
                  {t('start.addDepartment')}
                </ButtonLink>
              )
            }
          >
            {t(page.scope.administers ? 'start.empty.administrator' : 'start.empty.next')}
          </Empty>
        ) : (
          <Section title={t('start.departments')}>
            <OrganisationLines page={page} rows={departments.rows} usual={usual} />
            <Pager href={nextPage('/who-does-what', {}, departments.next)} />
          </Section>
        )}
      </Split>
    </Layout>
  );
}

function StartAside({ page, others }: { page: Page; others: boolean }) {
  const t = words(page.locale);
  return (
    <>
      <Section title={t('notHere.title')} ruled>
        <p>{t('notHere.text')}</p>
        <p>
          <Link href={briefPath()}>{t('notHere.link')}</Link>
        </p>
      </Section>
      <Section title={t('others.title')} ruled>
        {others && (
          <p>
            <Link href="/organisations">{t('others.all')}</Link>
          </p>
        )}
        <p>
          <Link href="/registration">{t('others.register')}</Link>
        </p>
        <p>
          <Link href="/goals">{t('others.goals')}</Link>
        </p>
        <p>
          <Link href="/framework">{t('others.framework')}</Link>
        </p>
      </Section>
      {page.scope.administers && (
        <Section title={t('administer.title')} ruled>
          <p>
            <Link href="/registration?kind=department">{t('start.addDepartment')}</Link>
          </p>
          <p>
            <Link href="/claims">{t('administer.claims')}</Link>
          </p>
          <p>
            <Link href="/directory-files">{t('administer.files')}</Link>
          </p>
        </Section>
      )}
    </>
  );
}

/** Everybody who is not a department, or one kind of them. */
export function OrganisationsPage({
  page,
  kind,
  list,
  usual,
}: {
  page: Page;
  kind: Kind | undefined;
  list: ListPart;
  usual: ReadonlyMap<string, number>;
}) {
  const t = words(page.locale);
  const title = kind ? t(`kinds.${kind}`) : t('organisations.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[
        { href: '/who-does-what', label: t('start.title') },
        ...(kind ? [{ href: '/organisations', label: t('organisations.title') }] : []),
        { label: title },
      ]}
    >
      <Intro title={title} lead={t('organisations.lead')} />
      <Split
        aside={
          <Section title={t('organisations.byKind')} ruled>
            <ul class="foot-links">
              {kindsToRegister.map((one) => (
                <li key={one}>
                  {one === kind ? (
                    <strong>{t(`kinds.${one}`)}</strong>
                  ) : (
                    <Link href={`/organisations?kind=${one}`}>{t(`kinds.${one}`)}</Link>
                  )}
                </li>
              ))}
            </ul>
            <p>
              <Link href="/registration">{t('others.register')}</Link>
            </p>
          </Section>
        }
      >
        {list.rows.length === 0 ? (
          <Empty
            title={t('organisations.empty')}
            link={<Link href="/registration">{t('others.register')}</Link>}
          />
        ) : (
          <Stack gap="6">
            <OrganisationLines page={page} rows={list.rows} usual={usual} />
            <Pager href={nextPage('/organisations', kind ? { kind } : {}, list.next)} />
          </Stack>
        )}
      </Split>
    </Layout>
  );
}
