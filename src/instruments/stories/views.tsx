import type { Page } from '../../platform/http/page.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Section } from '../../ui/section.tsx';
import { Split } from '../../ui/split.tsx';
import { words } from './messages/index.ts';

const parts = [
  ['who', ['who.council', 'who.city']],
  ['what', ['what.talks', 'what.topics']],
  ['how', ['how.council', 'how.city']],
  ['came', ['came.city', 'came.projects']],
  ['free', ['free.text']],
] as const;

export function FreiburgPage({ page }: { page: Page }) {
  const t = words(page.locale);
  const title = t('freiburg');
  const source = (
    <Section title={t('source')} ruled>
      <p class="small">
        <cite lang="en">Partnering up for sustainable and just cities</cite>. {t('source.text')}
      </p>
      {page.city.sample && <p class="small">{t('sample')}</p>}
    </Section>
  );
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[{ href: '/', label: page.frame.city.name }, { label: title }]}
    >
      <Intro title={title} lead={t('freiburg.lead')} />
      <Split aside={source}>
        {parts.map(([part, sentences]) => (
          <Section key={part} title={t(part)}>
            {sentences.map((sentence) => (
              <p key={sentence} class="text">
                {t(sentence)}
              </p>
            ))}
          </Section>
        ))}
      </Split>
    </Layout>
  );
}
