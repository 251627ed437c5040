import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { words } from '../messages/index.ts';
import type { ListedRequest, PassedOn } from '../store/requests.ts';
import type { Unit } from '../store/units.ts';
import { askerOf } from './request-view.ts';
import { dateWords, dayWords, nameOf, SaidInline, shortDay } from './said.tsx';

/** Lists of the page that go on: the rest of one stands on a page of its own. */
export const laterLists = ['open', 'asked', 'passedOn', 'closed'] as const;
type Later = (typeof laterLists)[number];

type InboxView = {
  open: Part<ListedRequest>;
  closed: Part<ListedRequest>;
  asked: Part<ListedRequest>;
  /** What the reader's units sent on: number, unit and day only. */
  passedOn: Part<PassedOn>;
  units: ReadonlyMap<string, Unit>;
  today: string;
};

/** All requests of somebody: those their units answer, due first, and those they asked themselves. */
export function InboxPage({
  page,
  view,
  answers,
  later,
}: {
  page: Page;
  view: InboxView;
  answers: boolean;
  later: Later | undefined;
}) {
  const t = words(page.locale);
  const waiting = view.open.shown.filter((one) => one.state === 'with-unit');
  const others = view.open.shown.filter((one) => one.state !== 'with-unit');
  const shows = (list: Later) => later === undefined || later === list;
  const more = (of: Later, last: { id: string } | undefined) => (
    <Pager href={last && `/requests?of=${of}&after=${last.id}`} />
  );
  const list = (rows: readonly ListedRequest[], label: string, mine: boolean) => (
    <Lines label={label}>
      {rows.map((row) => (
        <Entry key={row.id} page={page} row={row} view={view} mine={mine} />
      ))}
    </Lines>
  );
  const nothing = laterLists.every((name) => view[name].shown.length === 0);
  const lead = answers ? t('inbox.lead', { n: waiting.length }) : t('inbox.lead.asker');
  return (
    <Layout frame={page.frame} title={t('inbox')} size="sm" hidden>
      <Intro title={t('inbox')} lead={later ? t('inbox.earlier') : lead} />
      {nothing ? (
        <Empty
          title={t('inbox.none')}
          link={
            <ButtonLink href="/who-does-what" variant="secondary">
              {t('inbox.none.do')}
            </ButtonLink>
          }
        >
          {t('inbox.none.next')}
        </Empty>
      ) : (
        <Stack gap="12">
          {shows('open') && answers && (!later || waiting.length > 0) && (
            <Section title={t('inbox.waiting')}>
              {waiting.length > 0 ? (
                list(waiting, t('inbox.waiting'), false)
              ) : (
                <p class="text">{t('inbox.waiting.none')}</p>
              )}
            </Section>
          )}
          {shows('open') && others.length > 0 && (
            <Section title={t('inbox.others')}>{list(others, t('inbox.others'), false)}</Section>
          )}
          {shows('open') && more('open', view.open.last)}
          {shows('asked') && view.asked.shown.length > 0 && (
            <Section title={t('inbox.asked')}>
              {list(view.asked.shown, t('inbox.asked'), true)}
              {more('asked', view.asked.last)}
            </Section>
          )}
          {shows('passedOn') && view.passedOn.shown.length > 0 && (
            <Section title={t('inbox.passedOn')}>
              <Lines label={t('inbox.passedOn')}>
                {view.passedOn.shown.map((one) => (
                  <Line
                    key={one.row}
                    title={t('passedOn.line', {
                      unit: nameOf(view.units.get(one.unit ?? ''), page) || t('they'),
                      day: shortDay(one.at, page),
                    })}
                    facts={[t('number', { n: one.number })]}
                    href={one.readable ? `/requests/${one.id}` : undefined}
                  />
                ))}
              </Lines>
              {more('passedOn', view.passedOn.last && { id: view.passedOn.last.row })}
            </Section>
          )}
          {shows('closed') && view.closed.shown.length > 0 && (
            <Section title={t('inbox.closed')}>
              {list(view.closed.shown, t('inbox.closed'), false)}
              {more('closed', view.closed.last)}
            </Section>
          )}
          {!later && (
            <p class="small">
              <Link href="/briefs/new">{t('inbox.write')}</Link>
            </p>
          )}
        </Stack>
      )}
    </Layout>
  );
}

function Entry({
  page,
  row,
  view,
  mine,
}: {
  page: Page;
  row: ListedRequest;
  view: InboxView;
  mine: boolean;
}) {
  const t = words(page.locale);
  const late = row.due !== null && row.due < view.today;
  const turn = mine
    ? row.state === 'with-asker' || row.state === 'countered' || row.state === 'done'
    : row.state === 'with-unit';
  const who = mine
    ? nameOf(row.unit ? view.units.get(row.unit) : undefined, page)
    : askerOf(row, view, (unit) => page.text(unit.name));
  const due =
    row.due &&
    (late ? t('due.late', { day: dayWords(row.due, page) }) : t('due.by', { day: dayWords(row.due, page) }));
  return (
    <Line
      title={<SaidInline written={row.title} page={page} />}
      href={`/requests/${row.id}`}
      facts={[
        t('number', { n: row.number }),
        who,
        t(`state.${row.state}`),
        due || dateWords(row.movedAt, page),
      ]}
      end={
        late ? <Tag color="danger">{t('late')}</Tag> : turn ? <Tag color="turn">{t('turn')}</Tag> : undefined
      }
    />
  );
}
