import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { mayKeepFramework } from '../access.ts';
import { words } from '../messages/index.ts';
import { staleAfterDays } from '../rules.ts';
import type { Provision, Version } from '../store.ts';
import { Changes } from './changes.tsx';
import { isStaleNow, ProvisionFacts } from './parts.tsx';

type Props = { page: Page; provision: Provision; versions: readonly Version[] };

export function ProvisionPage({ page, provision, versions }: Props) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  const title = page.text(provision.title);
  const today = dayOf(page.now, page.city.timeZone);
  const next = versions.find(({ validFrom, number }) => validFrom > today && number > provision.number);
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[{ href: '/framework', label: t('title') }, { label: title }]}
    >
      <Intro
        title={<Spoken text={provision.title} fallback={fallback} />}
        state={t(`kind.${provision.kind}`)}
      />
      <Stack gap="6">
        <Notices page={page} provision={provision} next={next} />
        <Split aside={<Aside page={page} provision={provision} />}>
          <Section title={t('form.meaning')}>
            <p class="text written">
              <Spoken text={provision.meaning} fallback={fallback} />
            </p>
          </Section>
          <p class="text quiet">{t('inherit')}</p>
          {versions.length > 1 && <Before page={page} versions={versions} held={provision.number} />}
        </Split>
      </Stack>
    </Layout>
  );
}

/** What is to be known of it before it is read. */
function Notices({ page, provision, next }: { page: Page; provision: Provision; next: Version | undefined }) {
  const t = words(page.locale);
  if (provision.retiredAt)
    return (
      <Notice tone="warning">
        <p>{t('retired.notice')}</p>
      </Notice>
    );
  const isAhead = provision.validFrom > dayOf(page.now, page.city.timeZone);
  return (
    <>
      {isAhead && (
        <Notice>
          <p>{t('ahead.notice', { day: page.day(provision.validFrom) })}</p>
        </Notice>
      )}
      {next && (
        <Notice>
          <p>{t('next.notice', { day: page.day(next.validFrom) })}</p>
        </Notice>
      )}
      {isStaleNow(page, provision) && (
        <Notice tone="warning">
          <p>{t('stale.notice', { days: staleAfterDays })}</p>
        </Notice>
      )}
    </>
  );
}

/** Each version beside the one before it, the last first. */
function Before({ page, versions, held }: { page: Page; versions: readonly Version[]; held: number }) {
  const t = words(page.locale);
  return (
    <More summary={t('versions')} open={versions[0]!.number !== held}>
      {versions.slice(0, -1).map((version, n) => (
        <Section
          key={version.number}
          title={[
            t('changes', { day: page.day(version.at) }),
            version.number === held && ` (${t('version.now')})`,
          ]}
          level={3}
        >
          <Changes page={page} before={versions[n + 1]!} after={version} />
        </Section>
      ))}
    </More>
  );
}

function Aside({ page, provision }: { page: Page; provision: Provision }) {
  const t = words(page.locale);
  const here = `/framework/${provision.id}`;
  return (
    <>
      <Section title={t('facts')} ruled>
        <ProvisionFacts page={page} provision={provision} />
      </Section>
      {mayKeepFramework(page.scope) && (
        <Section title={t('administer')} ruled>
          {!provision.retiredAt && (
            <Form action={`${here}/confirmation`}>
              <Button variant="secondary">{t('confirm')}</Button>
            </Form>
          )}
          <p>
            <Link href={`${here}/edit`}>{t('edit')}</Link>
          </p>
          <Form action={`${here}/${provision.retiredAt ? 'return' : 'retirement'}`}>
            <Button variant="tertiary">{t(provision.retiredAt ? 'return' : 'retire')}</Button>
          </Form>
        </Section>
      )}
    </>
  );
}
