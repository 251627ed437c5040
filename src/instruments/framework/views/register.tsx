import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { mayKeepFramework } from '../access.ts';
import { words } from '../messages/index.ts';
import type { Provision } from '../store.ts';
import { ByKind, ProvisionLine } from './parts.tsx';

type Props = { page: Page; holding: Part<Provision>; ahead: Part<Provision>; retired: Part<Provision> };

/** The whole framework: what holds, what will, and what did. */
export function RegisterPage({ page, holding, ahead, retired }: Props) {
  const t = words(page.locale);
  const keeps = mayKeepFramework(page.scope);
  const line = (provision: Provision) => (
    <ProvisionLine key={provision.id} page={page} provision={provision} />
  );
  const isEmpty = holding.shown.length + ahead.shown.length === 0;
  return (
    <Layout frame={page.frame} title={t('title')}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {isEmpty ? (
          <Empty
            title={t('empty')}
            link={
              keeps ? (
                <ButtonLink href="/framework/new">{t('add')}</ButtonLink>
              ) : (
                <Link href="/who-does-what">{t('empty.link')}</Link>
              )
            }
          >
            {t(keeps ? 'empty.keeper' : 'empty.next')}
          </Empty>
        ) : (
          <>
            <ByKind page={page} all={holding.shown} provisionOf={(one) => one} line={line} />
            <Pager href={holding.last && `/framework?after=${holding.last.id}`} />
          </>
        )}
        {ahead.shown.length > 0 && (
          <Section title={t('ahead')}>
            <Lines label={t('ahead')}>{ahead.shown.map(line)}</Lines>
            <Pager href={ahead.last && `/framework?ahead=${ahead.last.id}`} />
          </Section>
        )}
        {keeps && !isEmpty && (
          <p>
            <ButtonLink href="/framework/new" variant="secondary">
              {t('add')}
            </ButtonLink>
          </p>
        )}
        {retired.shown.length > 0 && (
          <More summary={t('retired')} open={page.query('retired') !== ''}>
            <Lines label={t('retired')}>{retired.shown.map(line)}</Lines>
            <Pager href={retired.last && `/framework?retired=${retired.last.id}`} />
          </More>
        )}
      </Stack>
    </Layout>
  );
}
