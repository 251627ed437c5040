import { lessons, lessonsIn } from '../../../guide/lessons.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { words } from '../messages/index.ts';
import type { Training } from '../store.ts';
import { BriefTrainings } from './trainings.tsx';

/** All lessons, in the order of the way that a partnership goes. */
export function LessonsPage({ page, nearest }: { page: Page; nearest: readonly Training[] }) {
  const t = words(page.locale);
  const texts = lessonsIn(page.locale);
  const aside = (
    <Section title={t('training')} ruled>
      <p class="small">{t('training.about')}</p>
      <BriefTrainings page={page} trainings={nearest} />
      <p>
        <Link href="/training">{t('training.all')}</Link>
      </p>
    </Section>
  );
  return (
    <Layout
      frame={page.frame}
      title={t('title')}
      crumbs={[{ href: '/guide', label: t('guide') }, { label: t('title') }]}
    >
      <Intro title={t('title')} lead={t('lead')} />
      <Split aside={aside}>
        <Lines label={t('title')}>
          {lessons.map(({ id }) => (
            <Line key={id} level={2} href={`/guide/lessons/${id}`} title={texts[id].title}>
              {texts[id].about}
            </Line>
          ))}
        </Lines>
      </Split>
    </Layout>
  );
}
