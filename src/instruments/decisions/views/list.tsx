import type { GoingDecision, LivedDecision, OverDecision } from '../../../mechanisms/decision/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { endWords, pathOf, processWords, resultWords, standsAs } from './parts.tsx';
import { promiseFact, Tally } from './promises.tsx';

type Promises = { promised: ReadonlyMap<string, number>; lived: readonly LivedDecision[] };
type Props = {
  page: Page;
  at: Hearing;
  going: readonly GoingDecision[];
  over: Part<OverDecision>;
  promises: Promises;
};

/** The register: what is being decided, and what was. */
export function DecisionsPage({ page, at, going, over, promises }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const propose = at.inside.contributes ? (
    <ButtonLink href={`${path}/ways`}>{t('propose')}</ButtonLink>
  ) : undefined;
  return (
    <Inside frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        {going.length + over.shown.length === 0 ? (
          <Empty title={t('empty')} link={propose}>
            {t('empty.next')}
          </Empty>
        ) : (
          <>
            {propose && <Row>{propose}</Row>}
            {going.length > 0 && (
              <Section title={t('going')}>
                <Lines label={t('going')}>
                  {going.map((one) => (
                    <Line
                      key={one.id}
                      href={`${path}/${one.id}`}
                      title={one.title}
                      lang={page.langOf(one.locale)}
                      facts={[
                        t(`stage.${one.stage}`),
                        processWords(page.locale, one.process, 'name'),
                        endWords(page, one),
                        promiseFact(page.locale, promises.promised.get(one.id), undefined),
                      ]}
                      end={one.waits && <Tag color="turn">{t('waits')}</Tag>}
                    />
                  ))}
                </Lines>
              </Section>
            )}
            <Section title={t('decided')}>
              {over.shown.length === 0 ? (
                <p class="text">{t('decided.none')}</p>
              ) : (
                <Lines label={t('decided')}>
                  {over.shown.map((one) => (
                    <Decided key={one.id} page={page} path={path} one={one} promises={promises} />
                  ))}
                </Lines>
              )}
              <Pager href={over.last && `${path}?after=${over.last.id}`} />
            </Section>
            <Tally page={page} all={promises.lived} />
          </>
        )}
      </Stack>
    </Inside>
  );
}

type DecidedProps = { page: Page; path: string; one: OverDecision; promises: Promises };

function Decided({ page, path, one, promises: { promised, lived } }: DecidedProps) {
  const t = words(page.locale);
  return (
    <Line
      href={`${path}/${one.id}`}
      title={one.title}
      lang={page.langOf(one.locale)}
      facts={[
        <State key="state" state={standsAs(one.outcome, one.holds)}>
          {one.outcome ? resultWords(page.locale, one.outcome, one) : t('counted-soon')}
        </State>,
        processWords(page.locale, one.process, 'name'),
        t('ended', { day: page.day(one.settledAt ?? one.dueAt) }),
        promiseFact(
          page.locale,
          promised.get(one.id),
          lived.find(({ decision }) => decision === one.id),
        ),
        one.holds && one.reviewOn && t('review', { day: page.day(one.reviewOn) }),
      ]}
    >
      {one.statement && (
        <p class="written text" lang={page.langOf(one.statementLocale!)}>
          {one.statement}
        </p>
      )}
    </Line>
  );
}
