import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { LookedFor } from '../../../ui/looked-for.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { words } from '../messages/index.ts';
import { isStale } from '../rules.ts';
import type { Answers, Decider } from '../store/searching.ts';
import { briefPath, ConfirmedOn, Marked, pathOf, quietFacts, replyWords, StaleTag } from './parts.tsx';
import { DirectorySearch } from './who-does-what.tsx';

type Usual = ReadonlyMap<string, number>;

export function SearchPage({
  page,
  q,
  answers,
  usual,
}: {
  page: Page;
  q: string;
  answers: Answers;
  usual: Usual;
}) {
  const t = words(page.locale);
  const title = t('search.title', { q });
  const [best, ...others] = answers.deciders;
  return (
    <Layout frame={page.frame} title={title} hidden>
      <Stack gap="6">
        <DirectorySearch page={page} q={q} />
        <Stack gap="2">
          <Heading level={1}>{title}</Heading>
          <p>
            {t('search.answers', { n: answers.deciders.length })}{' '}
            <LookedFor insteadOf={answers.insteadOf} say={(list) => t('search.also', { words: list })} />
          </p>
        </Stack>
      </Stack>
      <Split aside={<NotHere page={page} answers={answers} offered={!best} />}>
        {best ? (
          <Stack gap="6">
            <BestMatch page={page} decider={best} usual={usual.get(best.organisation.id)} />
            {others.length > 0 && <OtherAnswers page={page} deciders={others} usual={usual} />}
          </Stack>
        ) : (
          <Empty
            title={t('search.none')}
            link={<ButtonLink href={briefPath()}>{t('notHere.link')}</ButtonLink>}
          >
            {t('search.none.next')}
          </Empty>
        )}
      </Split>
    </Layout>
  );
}

function BestMatch({ page, decider, usual }: { page: Page; decider: Decider; usual: number | undefined }) {
  const t = words(page.locale);
  const { organisation, why } = decider;
  const answersIn = replyWords(page, organisation, usual);
  const writable = organisation.kind === 'department';
  return (
    <NextPanel
      for="all"
      tag={t('search.best')}
      title={
        <Link href={pathOf(organisation)}>
          <Spoken text={organisation.name} fallback={page.city.defaultLocale} />
        </Link>
      }
      action={
        writable ? (
          <>
            <ButtonLink href={briefPath(organisation.slug)}>{t('search.write')}</ButtonLink>
            <Link href={pathOf(organisation)}>{t('search.what')}</Link>
          </>
        ) : (
          <ButtonLink variant="secondary" href={pathOf(organisation)}>
            {t('search.who')}
          </ButtonLink>
        )
      }
    >
      <Why page={page} decider={decider} />
      {(answersIn || (why.decides && organisation.confirmed_at)) && (
        <Ticks small>
          {answersIn && <Tick sign="clock">{answersIn}</Tick>}
          {!isStale(organisation.confirmed_at, page.now) && (
            <Tick>
              <ConfirmedOn page={page} organisation={organisation} />
            </Tick>
          )}
        </Ticks>
      )}
      {writable && <StaleTag page={page} organisation={organisation} />}
    </NextPanel>
  );
}

function Why({ page, decider: { why } }: { page: Page; decider: Decider }) {
  const t = words(page.locale);
  return (
    <p class="text">
      {why.decides && `${t('search.decidesOn')} `}
      <Marked pieces={why.pieces} lang={why.lang} locale={page.locale} />
      {why.phrase.length > 0 && (
        <>
          {' ('}
          <Marked pieces={why.phrase} lang={why.lang} locale={page.locale} />)
        </>
      )}
    </p>
  );
}

function OtherAnswers({ page, deciders, usual }: { page: Page; deciders: readonly Decider[]; usual: Usual }) {
  return (
    <Lines>
      {deciders.map((decider) => (
        <Line
          key={decider.organisation.id}
          level={2}
          href={pathOf(decider.organisation)}
          title={<Spoken text={decider.organisation.name} fallback={page.city.defaultLocale} />}
          facts={quietFacts(page, decider.organisation, usual.get(decider.organisation.id))}
        >
          <Why page={page} decider={decider} />
          {decider.organisation.kind === 'department' && (
            <StaleTag page={page} organisation={decider.organisation} />
          )}
        </Line>
      ))}
    </Lines>
  );
}

/** Where nothing was found, the desk is already offered in the middle of the page. */
function NotHere({ page, answers, offered }: { page: Page; answers: Answers; offered: boolean }) {
  const t = words(page.locale);
  if (offered && answers.elsewhere.length === 0) return null;
  return (
    <Section title={t('notHere.title')} ruled>
      {!offered && (
        <>
          <p>{t('notHere.text')}</p>
          <p>
            <Link href={briefPath()}>{t('notHere.link')}</Link>
          </p>
        </>
      )}
      {answers.elsewhere.length > 0 && (
        <>
          <p class="small quiet">{t('search.elsewhere')}</p>
          <ul class="small quiet">
            {answers.elsewhere.map((one) => (
              <li>
                <Marked pieces={one.pieces} lang={one.lang} locale={page.locale} />
                {': '}
                <Spoken text={one.by} fallback={page.city.defaultLocale} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
