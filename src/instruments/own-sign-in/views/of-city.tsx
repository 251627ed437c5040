import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import type { Organisation } from '../../directory/store/tables.ts';
import { words } from '../messages/index.ts';

/** Each office of the city with the way to its own sign-in: one that serves all is set up at the town hall. */
export function OfCityPage({ page, organisations }: { page: Page; organisations: readonly Organisation[] }) {
  const t = words(page.locale);
  const title = t('settings');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[{ href: '/settings', label: t('city.settings') }, { label: title }]}
    >
      <Intro title={title} lead={t(organisations.length > 0 ? 'city.lead' : 'city.none')} />
      <Lines label={title}>
        {organisations.map(({ id, name }) => (
          <Line key={id} level={2} href={`/spaces/${id}/sign-in`} title={page.text(name)} />
        ))}
      </Lines>
    </Layout>
  );
}
