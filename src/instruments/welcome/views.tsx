import type { VNode } from 'preact';
import type { Page } from '../../platform/http/page.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Line, Lines } from '../../ui/lines.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/section.tsx';
import { Split } from '../../ui/split.tsx';
import { words } from './messages/index.ts';
import { type Audience, audiences, firstTasks } from './rules.ts';

const places = [1, 2, 3] as const;

export function WelcomePage({ page, who }: { page: Page; who: Audience | undefined }) {
  const t = words(page.locale);
  if (!who) return <Choose page={page} />;
  const title = t(`${who}.title`);
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[{ href: '/welcome', label: t('title') }, { label: title }]}
    >
      <Intro title={title} lead={t('tasks.lead')} />
      <Split aside={<Others page={page} who={who} />}>
        <ol class="lines">
          {places.map((n) => (
            <Line key={n} level={2} href={firstTasks[who][n - 1]!} title={t(`${who}.${n}`)}>
              {t(`${who}.${n}.why`)}
            </Line>
          ))}
        </ol>
      </Split>
    </Layout>
  );
}

/** On the home page, for those who do not know yet what they are looking for. */
export function beginSection(page: Page): VNode {
  const t = words(page.locale);
  return (
    <Section title={t('title')} ruled>
      <p class="small">{t('lead')}</p>
      <p class="small">
        <Link href="/welcome">{t('choose')}</Link>
      </p>
    </Section>
  );
}

function Choose({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('title')}>
      <Intro title={t('title')} lead={t('lead')} />
      <Lines label={t('choose')}>
        {audiences.map((audience) => (
          <Line key={audience} level={2} href={`/welcome?who=${audience}`} title={t(`${audience}.who`)}>
            {t(`${audience}.about`)}
          </Line>
        ))}
      </Lines>
    </Layout>
  );
}

function Others({ page, who }: { page: Page; who: Audience }) {
  const t = words(page.locale);
  return (
    <Section title={t('others')} ruled>
      <ul class="stack" data-gap="2">
        {audiences
          .filter((audience) => audience !== who)
          .map((audience) => (
            <li key={audience}>
              <Link href={`/welcome?who=${audience}`}>{t(`${audience}.who`)}</Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}
