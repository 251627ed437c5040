import type { Page } from '../../../platform/http/page.ts';
import type { DeskItem } from '../../../platform/instrument.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { SearchEverything } from '../../../ui/search-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { MyPartnership } from '../store.ts';

type ListProps = {
  page: Page;
  partnerships: readonly (MyPartnership & { next: DeskItem | undefined })[];
  /** Where the list goes on. */
  more: string | undefined;
  invited: readonly DeskItem[];
};

/** Where the reader takes part, and how each stands. */
export function ListPage({ page, partnerships, more, invited }: ListProps) {
  const t = words(page.locale);
  const title = t('partnerships');
  const going = partnerships.filter((one) => !one.endedAt);
  const ended = partnerships.filter((one) => one.endedAt);
  const mayBegin = page.person?.kind !== 'guest';
  const begin = (
    <ButtonLink href="/partnerships/new" variant={partnerships.length === 0 ? 'secondary' : 'primary'}>
      {t('begin')}
    </ButtonLink>
  );
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden>
      <Intro title={title} {...(partnerships.length > 0 && { lead: t('list.lead') })} />
      <Stack gap="12">
        {invited.length > 0 && (
          <Section title={t('list.invited')}>
            <Lines>
              {invited.map((item) => (
                <Line key={item.href} title={item.title} href={item.href} facts={[item.about]} />
              ))}
            </Lines>
          </Section>
        )}
        {partnerships.length === 0 ? (
          <Empty title={t('list.empty')} link={mayBegin && begin}>
            {t('list.empty.next')}
          </Empty>
        ) : (
          <>
            <Lines label={title}>
              {going.map((one) => (
                <Line
                  key={one.id}
                  level={2}
                  title={one.name}
                  href={`/partnerships/${one.id}`}
                  facts={standing(page, one)}
                >
                  <p class="text" lang={page.langOf(one.locale)}>
                    {one.purpose.slice(0, 240)}
                  </p>
                </Line>
              ))}
            </Lines>
            {mayBegin && <p>{begin}</p>}
            <SearchEverything />
            {ended.length > 0 && (
              <Section title={t('list.ended')} size="xs">
                <Lines>
                  {ended.map((one) => (
                    <Line
                      key={one.id}
                      title={one.name}
                      href={`/partnerships/${one.id}`}
                      facts={[t('list.endedOn', { day: day(page, one.endedAt!) })]}
                    />
                  ))}
                </Lines>
              </Section>
            )}
            <Pager href={more} />
          </>
        )}
      </Stack>
    </Layout>
  );
}

function standing(page: Page, one: ListProps['partnerships'][number]) {
  const t = words(page.locale);
  if (!one.begunAt) return [t('list.draft')];
  const joined = Number(one.joined);
  const open = Number(one.partners) - joined;
  return [
    one.next && (
      <strong>
        <Quoted sentence={t('list.next', { title: one.next.title })} said={one.next.said} />
      </strong>
    ),
    t('list.partners', { n: joined }),
    open > 0 && t('list.open', { n: open }),
    t('list.since', { day: day(page, one.begunAt) }),
  ];
}

function day(page: Page, at: Date): string {
  return page.day(at);
}
