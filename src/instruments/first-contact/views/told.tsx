import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { words } from '../messages/index.ts';

/** After an answer by a link from a mail. */
export function AnsweredPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('answered.title')} hidden>
      <Intro title={t('answered.title')} lead={t('answered.lead')} />
    </Layout>
  );
}
