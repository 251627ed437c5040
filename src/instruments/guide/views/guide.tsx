import { guideOf } from '../../../guide/adapted.ts';
import { elements, phases } from '../../../guide/elements.ts';
import { readings, readOn } from '../../../guide/library.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { words } from '../messages/index.ts';

/** The whole way at a glance: four phases and what belongs to each. */
export function GuidePage({ page }: { page: Page }) {
  const t = words(page.locale);
  const guide = guideOf(page.city, page.locale);
  const aside = (
    <Section title={t('further')} ruled>
      <p>
        <Link href="/guide/lessons">{t('lessons')}</Link>
      </p>
      <p>
        <Link href="/guide/library">{t('library')}</Link>
      </p>
      <p>
        <Link href="/guide/method">{t('method')}</Link>
      </p>
    </Section>
  );
  return (
    <Layout frame={page.frame} title={t('nav')}>
      <Intro title={t('nav')} lead={t('lead')} />
      <Split aside={aside}>
        {phases.map((phase) => (
          <Section key={phase} title={guide.phases[phase].name} id={phase}>
            <p class="text">{guide.phases[phase].about}</p>
            <Lines>
              {elements
                .filter((element) => element.phase === phase)
                .map(({ id }) => (
                  <Line key={id} href={`/guide/${id}`} title={guide.elements[id].name}>
                    {guide.elements[id].about}
                  </Line>
                ))}
            </Lines>
          </Section>
        ))}
      </Split>
    </Layout>
  );
}

/** Works of others: links with a note each. */
export function LibraryPage({ page }: { page: Page }) {
  const t = words(page.locale);
  const { elements: texts } = guideOf(page.city, page.locale);
  const title = t('library');
  const month = new Intl.DateTimeFormat(page.locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(readOn));
  const names = new Intl.ListFormat(page.locale, { type: 'conjunction' });
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[{ href: '/guide', label: t('nav') }, { label: title }]}
    >
      <Intro title={title} lead={t('library.lead')} />
      <Lines label={title}>
        {readings.map(({ id, title: name, href, lang, elements: helps }) => (
          <Line
            key={id}
            level={2}
            href={href}
            title={name}
            lang={lang}
            facts={[t('helps', { elements: names.format(helps.map((one) => texts[one].name)) })]}
          >
            {t(`note.${id}` as 'note.trust')}
          </Line>
        ))}
      </Lines>
      <p class="small quiet">{t('library.checked', { month })}</p>
    </Layout>
  );
}
