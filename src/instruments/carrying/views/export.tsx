import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';

/** What is in the file of a partnership, and what is not. */
export function ExportPage({ page, inside }: { page: Page; inside: Inside }) {
  const t = words(page.locale);
  const { partnership } = inside;
  return (
    <InsideLayout frame={page.frame} title={t('title')} partnership={partnership}>
      <Intro title={t('title')} lead={t('lead')} />
      <Stack gap="6">
        <Section title={t('in')}>
          <ul class="ds-list text">
            <li>{t('in.texts')}</li>
            <li>{t('in.rounds')}</li>
            <li>{t('in.timeline')}</li>
            <li>{t('in.rows')}</li>
          </ul>
        </Section>
        <Section title={t('not')}>
          <ul class="ds-list text">
            <li>{t('not.private')}</li>
            <li>{t('not.taken')}</li>
            <li>{t('not.addresses')}</li>
          </ul>
          <p class="text">{t('not.whole')}</p>
        </Section>
        <Notice tone="warning">
          <p>{t('care')}</p>
        </Notice>
        <p>
          <ButtonLink href={`/partnerships/${partnership.id}/export/file`} download>
            {t('do')}
          </ButtonLink>
        </p>
      </Stack>
    </InsideLayout>
  );
}
