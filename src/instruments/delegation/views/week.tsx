import type { Page } from '../../../platform/http/page.ts';
import { addDays } from '../../../platform/working-days.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { linesOf } from '../rules.ts';
import type { WeekRead } from '../store.ts';
import { cameOf, decidedBy, placeOf } from '../week.ts';
import { decisionsOf, Naming } from './parts.tsx';

type Props = {
  page: Page;
  at: Hearing;
  read: WeekRead;
  /** The Monday after the week; undefined for the last seven days. */
  monday: string | undefined;
  before: string;
};

/** What was decided in a week, by whom, and what is open until when: one page. */
export function WeekPage({ page, at, read, monday, before }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = decisionsOf(partnership.id);
  const lines = linesOf(read.decided.length, read.open.length);
  const span = monday
    ? t('week.of', { from: page.day(addDays(monday, -7)), to: page.day(addDays(monday, -1)) })
    : t('week.this');
  return (
    <Inside frame={page.frame} title={t('week')} partnership={partnership}>
      <Stack gap="6">
        <Intro title={t('week')} lead={span} />
        <Section title={t('week.decided')} gap="2">
          {read.decided.length === 0 ? (
            <p class="text">{t('week.decided.none')}</p>
          ) : (
            <Lines label={t('week.decided')}>
              {read.decided.slice(0, lines.decided).map((one) => (
                <Line
                  key={one.id}
                  href={placeOf(partnership.id, one)}
                  title={one.title}
                  lang={page.langOf(one.locale)}
                  facts={[
                    cameOf(page.locale, one),
                    <Naming key="by" sentence={decidedBy(page.locale, one)} of={one} />,
                    page.day(one.at),
                  ]}
                />
              ))}
            </Lines>
          )}
          <Rest page={page} n={read.decided.length - lines.decided} href={path} />
        </Section>
        <Section title={t('week.open')} gap="2">
          {read.open.length === 0 ? (
            <p class="text">{t('week.open.none')}</p>
          ) : (
            <Lines label={t('week.open')}>
              {read.open.slice(0, lines.open).map((one) => (
                <Line
                  key={one.id}
                  href={`${path}/${one.id}`}
                  title={one.title}
                  lang={page.langOf(one.locale)}
                  facts={[one.late ? t('week.waits') : t('week.until', { at: page.moment(one.dueAt) })]}
                />
              ))}
            </Lines>
          )}
          <Rest page={page} n={read.open.length - lines.open} href={path} />
        </Section>
        <PrintButton />
        <p>
          <Link href={`${path}/week?before=${before}`}>{t('week.before')}</Link>
        </p>
      </Stack>
    </Inside>
  );
}

function Rest({ page, n, href }: { page: Page; n: number; href: string }) {
  if (n <= 0) return null;
  return (
    <p class="text">
      <Link href={href}>{words(page.locale)('week.more', { n })}</Link>
    </p>
  );
}
