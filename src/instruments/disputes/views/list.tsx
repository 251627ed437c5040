import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { type End, type Step, steps } from '../rules.ts';
import type { OpenDispute, OverDispute } from '../store.ts';
import { pathOf, stepWords, untilWords } from './parts.tsx';

type Props = {
  page: Page;
  at: Hearing;
  open: readonly OpenDispute[];
  over: Part<OverDispute>;
  standing: readonly { step: Step; since: Date }[];
  clock: Readonly<Record<Step, number>>;
  raises: boolean;
  sets: boolean;
};

/** What the reader is part of, and of all others how many there are. */
export function DisputesPage({ page, at, open, over, standing, clock, raises, sets }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const raise = raises ? <ButtonLink href={`${path}/new`}>{t('raise')}</ButtonLink> : undefined;
  return (
    <Inside frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {open.length + over.shown.length === 0 ? (
          <Empty title={t('empty')} link={raise}>
            {t('empty.next')}
          </Empty>
        ) : (
          <>
            {raise && <Row>{raise}</Row>}
            {open.length > 0 && (
              <Section title={t('yours')}>
                <Lines label={t('yours')}>
                  {open.map((one) => (
                    <Line
                      key={one.id}
                      href={`${path}/${one.id}`}
                      title={one.title}
                      lang={page.langOf(one.locale)}
                      facts={[stepWords(page.locale, one.step), untilWords(page, one.dueAt!)]}
                    />
                  ))}
                </Lines>
              </Section>
            )}
            {over.shown.length > 0 && (
              <Section title={t('over.title')}>
                <Lines label={t('over.title')}>
                  {over.shown.map((one) => (
                    <Line
                      key={one.id}
                      href={`${path}/${one.id}`}
                      title={one.title}
                      lang={page.langOf(one.locale)}
                      facts={[
                        <State key="state" state={one.how === 'withdrawn' ? 'none' : 'done'}>
                          {t(`how.${one.how as End}`)}
                        </State>,
                        one.reviewOn && t('end.review', { day: page.day(one.reviewOn) }),
                      ]}
                    />
                  ))}
                </Lines>
                <Pager href={over.last && `${path}?after=${over.last.id}`} />
              </Section>
            )}
          </>
        )}
        <Section title={t('all')}>
          <p class="text">{t('all.lead')}</p>
          {standing.length === 0 ? <p class="text">{t('all.none')}</p> : <Standing {...{ page, standing }} />}
        </Section>
        <Section title={t('days.title')}>
          <Facts facts={steps.map((step) => daysOf(page, step, clock[step]))} across />
          {sets && (
            <p>
              <Link href={`${path}/days`}>{t('days.set')}</Link>
            </p>
          )}
        </Section>
      </Stack>
    </Inside>
  );
}

const daysOf = (page: Page, step: Step, n: number) => ({
  term: stepWords(page.locale, step),
  value: words(page.locale)('days', { n }),
});

/** Of all that are open: how many are on which step, and since when. No names, no words. */
function Standing({ page, standing }: Pick<Props, 'page' | 'standing'>) {
  const t = words(page.locale);
  const rows = steps.flatMap((step) => {
    const there = standing.filter((one) => one.step === step);
    return there.length > 0 ? [{ step, n: there.length, since: there[0]!.since }] : [];
  });
  return (
    <Table
      caption={t('all')}
      hideCaption
      rows={rows}
      columns={[
        { label: t('all.step'), cell: ({ step }) => stepWords(page.locale, step) },
        { label: t('all.n'), cell: ({ n }) => n, numeric: true },
        { label: t('all.since'), cell: ({ n, since }) => t('all.longest', { n, day: page.day(since) }) },
      ]}
    />
  );
}
