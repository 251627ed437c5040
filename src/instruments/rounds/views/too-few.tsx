import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';

/** In place of a form that could not be sent: answers are compared, and one alone says nothing. */
export function TooFewPage({ page, inside }: { page: Page; inside: Inside }) {
  const t = words(page.locale);
  const base = `/partnerships/${inside.partnership.id}`;
  return (
    <InsidePage
      frame={page.frame}
      title={t('ask.title')}
      partnership={inside.partnership}
      above={[{ href: `${base}/rounds`, label: t('rounds') }]}
    >
      <Intro title={t('ask.title')} />
      <Empty title={t('few')} link={<ButtonLink href={`${base}/people`}>{t('few.do')}</ButtonLink>}>
        {t('few.about')}
      </Empty>
    </InsidePage>
  );
}
