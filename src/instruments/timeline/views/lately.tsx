import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';

type Said = { id: string; at: Date; sentence: string; href?: string };

/** The last few things that happened, beside the overview, with the way to all others. */
export function lately(page: Page, partnership: string, said: readonly Said[]): VNode | undefined {
  if (said.length === 0) return undefined;
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <Section title={t('lately')} ruled>
      <ul class="stack" data-gap="2">
        {said.map(({ id, at, sentence, href }) => (
          <li key={id}>
            {href ? (
              <Link href={href} quiet>
                {sentence}
              </Link>
            ) : (
              sentence
            )}{' '}
            <small class="quiet">{writeDate(at, 'day', where)}</small>
          </li>
        ))}
      </ul>
      <p class="on-screen">
        <Link href={`/partnerships/${partnership}/timeline`}>{t('lately.all')}</Link>
      </p>
    </Section>
  );
}
