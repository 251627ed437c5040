import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { words } from '../messages/index.ts';
import { hasMembers, sectorOf } from '../rules.ts';
import type { ShownResponsibility } from '../store/reading.ts';
import type { Relation } from '../store/related.ts';
import { ContactAside, RightAside, StaffAside, WriteToThem } from './organisation-aside.tsx';
import type { OrganisationView } from './organisation-view.ts';
import { pathOf } from './parts.tsx';

export function OrganisationPage({ page, view }: { page: Page; view: OrganisationView }) {
  const t = words(page.locale);
  const { organisation, related } = view;
  const name = page.text(organisation.name);
  const parent = related.find((one) => one.relation === 'parent');
  const crumbs = [
    { href: '/who-does-what', label: t('start.title') },
    ...(parent ? [{ href: pathOf(parent), label: page.text(parent.name) }] : []),
    ...(organisation.kind === 'department'
      ? []
      : [{ href: `/organisations?kind=${organisation.kind}`, label: t(`kinds.${organisation.kind}`) }]),
    { label: name },
  ];
  return (
    <Layout frame={page.frame} title={name} crumbs={crumbs} hidden={organisation.audience !== 'public'}>
      <Intro
        title={<Spoken text={organisation.name} fallback={page.city.defaultLocale} />}
        state={organisation.kind === 'department' ? undefined : t(`kind.${organisation.kind}`)}
        lead={<Spoken text={organisation.summary} fallback={page.city.defaultLocale} />}
      />
      {organisation.audience === 'space' && (
        <Notice>
          <p>{t('organisation.safe')}</p>
        </Notice>
      )}
      <Split
        aside={
          <>
            <ContactAside page={page} view={view} />
            <RightAside page={page} view={view} />
            <StaffAside page={page} view={view} />
          </>
        }
      >
        {organisation.kind === 'department' && <WriteToThem page={page} view={view} />}
        <Responsibilities page={page} view={view} />
        {view.sections}
        <RelatedSection page={page} view={view} relation="department" title={t('related.departments')} />
        <RelatedSection page={page} view={view} relation="member" title={t('related.members')} />
        <RelatedSection page={page} view={view} relation="body" title={t('related.bodies')} />
        <RelatedSection page={page} view={view} relation="hosted" title={t('related.hosted')} />
        {hasMembers(organisation.kind) && view.edits && (
          <p>
            <Link href={`${pathOf(organisation)}/members`}>{t('members.edit')}</Link>
          </p>
        )}
      </Split>
    </Layout>
  );
}

function Responsibilities({ page, view }: { page: Page; view: OrganisationView }) {
  const t = words(page.locale);
  const decides = view.responsibilities.filter((one) => one.decides);
  const not = view.responsibilities.filter((one) => !one.decides);
  const ours = view.organisation.kind === 'department';
  return (
    <>
      {decides.length > 0 && (
        <Section title={t(ours ? 'decides.title' : 'decides.title.other')}>
          <Ticks>
            {decides.map((one) => (
              <Tick key={one.id}>
                <Spoken text={one.text} fallback={page.city.defaultLocale} />
              </Tick>
            ))}
          </Ticks>
        </Section>
      )}
      {not.length > 0 && (
        <Section title={t('notDecided.title')}>
          <Ticks>
            {not.map((one) => (
              <Tick key={one.id} sign="no">
                <NotDecided page={page} one={one} />
              </Tick>
            ))}
          </Ticks>
        </Section>
      )}
      {view.responsibilities.length === 0 && ours && (
        <p class="quiet">
          {t('decides.none')}{' '}
          {view.edits && (
            <Link href={`${pathOf(view.organisation)}/responsibilities`}>{t('decides.write')}</Link>
          )}
        </p>
      )}
    </>
  );
}

function NotDecided({ page, one }: { page: Page; one: ShownResponsibility }) {
  const fallback = page.city.defaultLocale;
  return (
    <>
      <Spoken text={one.text} fallback={fallback} />
      {one.instead_slug && one.instead_name && (
        <>
          {': '}
          <Link href={`/organisations/${one.instead_slug}`}>
            <Spoken text={one.instead_name} fallback={fallback} />
          </Link>
        </>
      )}
      {one.elsewhere && (
        <>
          {': '}
          <Spoken text={one.elsewhere} fallback={fallback} />
        </>
      )}
    </>
  );
}

function RelatedSection({
  page,
  view,
  relation,
  title,
}: {
  page: Page;
  view: OrganisationView;
  relation: Relation;
  title: string;
}) {
  const t = words(page.locale);
  const rows = view.related.filter((one) => one.relation === relation);
  const next = view.next.get(relation);
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="stack" data-gap="4">
        {rows.map((one) => (
          <li key={one.id}>
            <OrgChip
              name={page.text(one.name)}
              sector={sectorOf(one.kind)}
              href={pathOf(one)}
              part={one.confirmed ? t(`kind.${one.kind}`) : t('related.unconfirmed')}
            />
          </li>
        ))}
      </ul>
      <Pager href={next && `${pathOf(view.organisation)}?${relation}=${next}`} />
    </Section>
  );
}
