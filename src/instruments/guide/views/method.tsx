import { guideOf } from '../../../guide/adapted.ts';
import { elements, type Work } from '../../../guide/elements.ts';
import { methodVersion } from '../../../guide/guide.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';

const workName: Record<Work, string> = {
  toolkit: 'Circular Oslo',
  intersector: 'Intersector Toolkit',
  toolbook: 'Partnering Toolbook',
};
const licence = 'https://creativecommons.org/licenses/by-nc-sa/4.0/';

/** Which state of the method this is, whose it is, and under which licence. */
export function MethodPage({ page }: { page: Page }) {
  const t = words(page.locale);
  const { elements: texts } = guideOf(page.city, page.locale);
  const title = t('method');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[{ href: '/guide', label: t('nav') }, { label: title }]}
    >
      <Intro title={title} lead={t('method.lead')} />
      <Stack gap="12">
        <Section title={t('method.how')}>
          {([1, 2, 3, 4, 5] as const).map((n) => (
            <p key={n} class="text">
              {t(`method.how.${n}`)}
            </p>
          ))}
        </Section>
        <Section title={t('method.version')}>
          <p class="text">{t('method.version.text', { version: methodVersion })}</p>
        </Section>
        <Section title={t('method.licence')}>
          <p class="text">
            {t('method.licence.text')} <Link href={licence}>CC BY-NC-SA 4.0</Link>
          </p>
        </Section>
        <Section title={t('method.steps')}>
          <Table
            caption={t('method.steps')}
            hideCaption
            rows={elements}
            columns={[
              {
                label: t('method.step'),
                cell: ({ id }) => <Link href={`/guide/${id}`}>{texts[id].name}</Link>,
              },
              { label: t('method.codes'), cell: ({ codes }) => `${codes[0]}–${codes.at(-1)}` },
              {
                label: t('from'),
                cell: ({ from }) => <span lang="en">{from.map((work) => workName[work]).join(', ')}</span>,
              },
            ]}
          />
          <p>
            <Link href="/sources">{t('method.works')}</Link>
          </p>
          <p class="small quiet">{t('method.missing')}</p>
        </Section>
      </Stack>
    </Layout>
  );
}
