import type { Page } from '../../platform/http/page.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Section } from '../../ui/section.tsx';
import { Stack } from '../../ui/stack.tsx';
import { Task, Tasks } from '../../ui/tasks.tsx';
import { words } from './messages/index.ts';
import { daysUntil, inOrder, type Pile, pileOf, piles } from './rules.ts';

type DeskProps = { page: Page; items: readonly DeskItem[]; now: Date };

/** What waits for the reader: late, this week, later, and nothing else. */
export function DeskPage({ page, items, now }: DeskProps) {
  const t = words(page.locale);
  const { timeZone } = page.city;
  const sorted = inOrder(items).map((item) => ({ item, pile: pileOf(item, now, timeZone) }));
  const count = (pile: Pile) => sorted.filter((one) => one.pile === pile).length;
  const lead = [
    items.length > 0 && t('desk.lead', { n: items.length }),
    count('late') > 0 && t('desk.lead.late', { n: count('late') }),
    count('week') > 0 && t('desk.lead.week', { n: count('week') }),
  ];
  return (
    <Layout frame={page.frame} title={t('desk')} size="sm" hidden>
      <Intro title={t('desk')} {...(items.length > 0 && { lead: lead.filter(Boolean).join(' ') })} />
      {items.length === 0 ? (
        <NothingWaits page={page} />
      ) : (
        <Stack gap="12">
          {piles
            .filter((pile) => count(pile) > 0)
            .map((pile) => (
              <Section key={pile} title={t(pile)} size="xs" gap="2">
                <Tasks>
                  {sorted
                    .filter((one) => one.pile === pile)
                    .map(({ item }) => (
                      <Task
                        href={item.href}
                        title={item.title}
                        facts={[item.about]}
                        late={pile === 'late'}
                        {...dueWords(page, item.due, pile, now)}
                        action={
                          <ButtonLink
                            href={item.href}
                            about={item.title}
                            variant={item === sorted[0]?.item ? 'primary' : 'secondary'}
                          >
                            {item.action}
                          </ButtonLink>
                        }
                      />
                    ))}
                </Tasks>
              </Section>
            ))}
        </Stack>
      )}
    </Layout>
  );
}

/** Two halves of a date: the one that counts for this pile in front. */
function dueWords(page: Page, due: Date | null, pile: Pile, now: Date): { due: string; date?: string } {
  const t = words(page.locale);
  if (!due) return { due: t('due.none') };
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const days = daysUntil(due, now, where.timeZone);
  const date = writeDate(due, 'day', where);
  if (pile === 'late') return { due: t('due.late', { n: -days }), date };
  if (pile === 'later') return { due: date, date: t('due.in', { n: days }) };
  if (days === 0) return { due: t('due.today'), date };
  if (days === 1) return { due: t('due.tomorrow'), date };
  return { due: writeDate(due, 'weekdayName', where), date };
}

function NothingWaits({ page }: { page: Page }) {
  const t = words(page.locale);
  const { administers, organisations } = page.scope;
  const link = (href: string, label: string) => (
    <ButtonLink href={href} variant="secondary">
      {label}
    </ButtonLink>
  );
  if (organisations.length > 0) {
    return (
      <Empty title={t('empty')} link={link('/who-does-what', t('empty.who'))}>
        {t('empty.next')}
      </Empty>
    );
  }
  return (
    <Empty
      title={t('empty')}
      link={administers ? link('/settings', t('empty.settings')) : link('/who-does-what', t('empty.find'))}
    >
      {t(administers ? 'empty.administrator' : 'empty.alone')}
    </Empty>
  );
}
