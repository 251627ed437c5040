import type { VNode } from 'preact';
import type { Page } from '../../platform/http/page.ts';
import { writeDate, writeNearDate } from '../../platform/i18n/dates.ts';
import type { Localised } from '../../platform/i18n/locale.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Line, Lines } from '../../ui/lines.tsx';
import { Link } from '../../ui/link.tsx';
import { Quoted } from '../../ui/quoted.tsx';
import { SearchEverything } from '../../ui/search-form.tsx';
import { Section } from '../../ui/section.tsx';
import { Stack } from '../../ui/stack.tsx';
import { Task, Tasks } from '../../ui/tasks.tsx';
import { Tick, Ticks } from '../../ui/ticks.tsx';
import { words } from './messages/index.ts';
import { daysUntil, inOrder, type Pile, pileOf, piles } from './rules.ts';

export type Done = { id: string; sentence: string; href?: string; at: Date };
type Own = { id: string; slug: string; name: Localised };
type DeskProps = {
  page: Page;
  items: readonly DeskItem[];
  done: readonly Done[];
  own: readonly Own[];
  /** Of other rooms. */
  sections: readonly VNode[];
  now: Date;
};

/** What waits for the reader: late, this week, later; below it what they did lately, and the pages that are theirs. */
export function DeskPage({ page, items, done, own, sections, now }: DeskProps) {
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
      <Stack gap="12">
        {items.length === 0 ? (
          <NothingWaits page={page} />
        ) : (
          piles
            .filter((pile) => count(pile) > 0)
            .map((pile) => (
              <Section key={pile} title={t(pile)} size="xs" gap="2">
                <Tasks>
                  {sorted
                    .filter((one) => one.pile === pile)
                    .map(({ item }) => (
                      <Task
                        href={item.href}
                        title={<Quoted sentence={item.title} said={item.said} />}
                        facts={[item.about]}
                        late={pile === 'late'}
                        {...dueWords(page, item.due, pile, now)}
                        action={
                          <ButtonLink
                            href={item.href}
                            about={<Quoted sentence={item.title} said={item.said} />}
                            variant={item === sorted[0]?.item ? 'primary' : 'secondary'}
                          >
                            {item.action}
                          </ButtonLink>
                        }
                      />
                    ))}
                </Tasks>
              </Section>
            ))
        )}
        <SearchEverything />
        {done.length > 0 && <DoneLately page={page} done={done} />}
        {own.length > 0 && <OwnOrganisations page={page} own={own} />}
        {sections}
      </Stack>
    </Layout>
  );
}

function DoneLately({ page, done }: { page: Page; done: readonly Done[] }) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <Section title={t('done')} size="xs" gap="2">
      <Ticks>
        {done.map(({ id, sentence, href, at }) => (
          <Tick key={id}>
            {href ? (
              <Link href={href} quiet>
                {sentence}
              </Link>
            ) : (
              sentence
            )}{' '}
            <small class="quiet">{writeDate(at, 'day', where)}</small>
          </Tick>
        ))}
      </Ticks>
    </Section>
  );
}

/** Those for whom the reader acts: their page leads on to its contact, its people and what it decides. */
function OwnOrganisations({ page, own }: { page: Page; own: readonly Own[] }) {
  const t = words(page.locale);
  const named = own.map((one) => ({ ...one, text: page.text(one.name) }));
  return (
    <Section title={t('own')} size="xs" gap="2">
      <Lines label={t('own')}>
        {named
          .toSorted((a, b) => a.text.localeCompare(b.text, page.locale))
          .map(({ id, slug, text }) => (
            <Line key={id} href={`/organisations/${slug}`} title={text} />
          ))}
      </Lines>
    </Section>
  );
}

/** Two halves of a date: the one that counts for this pile in front. */
function dueWords(page: Page, due: Date | null, pile: Pile, now: Date): { due: string; date?: string } {
  const t = words(page.locale);
  if (!due) return { due: t('due.none') };
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const days = daysUntil(due, now, where.timeZone);
  const date = writeNearDate(due, 'day', dayOf(now, where.timeZone), where);
  if (pile === 'late') return { due: t('due.late', { n: -days }), date };
  if (pile === 'later') return { due: date, date: t('due.in', { n: days }) };
  if (days === 0) return { due: t('due.today'), date };
  if (days === 1) return { due: t('due.tomorrow'), date };
  const weekday = writeDate(due, 'weekdayName', where);
  // It begins the line, and many languages write it small.
  return { due: sentence(weekday, page.locale), date };
}

function NothingWaits({ page }: { page: Page }) {
  const t = words(page.locale);
  const { administers, organisations, memberships } = page.scope;
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
  if (memberships.some(({ kind }) => kind === 'partnership')) {
    return (
      <Empty title={t('empty')} link={link('/told', t('empty.told'))}>
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
