import { openSince, stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import type { ListedRound } from '../../../mechanisms/sealed-round/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { mayAsk } from '../access.ts';
import { words } from '../messages/index.ts';
import { areEnough, starters } from '../rules.ts';

type Props = { page: Page; inside: Inside; rounds: Part<ListedRound> };

/** All rounds of a partnership: what waits for answers, and what can be read. */
export function RoundsPage({ page, inside, rounds }: Props) {
  const t = words(page.locale);
  const at = (stage: string) => rounds.shown.filter((round) => stageOf(round, page.now) === stage);
  const [closed, open, withdrawn] = [at('closed'), at('open'), at('withdrawn')];
  const asks = mayAsk(inside) && areEnough(inside.partners);
  const tooFew = mayAsk(inside) && !asks;
  const base = `/partnerships/${inside.partnership.id}/rounds`;
  return (
    <InsidePage frame={page.frame} title={t('rounds')} partnership={inside.partnership}>
      <Intro title={t('rounds')} lead={t('rounds.lead')} />
      <Stack gap="12">
        {rounds.shown.length === 0 ? (
          <Empty
            title={t('empty')}
            link={
              asks ? (
                <ButtonLink href={`${base}/new`}>{t('ask.begin')}</ButtonLink>
              ) : (
                tooFew && (
                  <ButtonLink variant="secondary" href={`/partnerships/${inside.partnership.id}/people`}>
                    {t('few.do')}
                  </ButtonLink>
                )
              )
            }
          >
            {asks ? t('empty.next') : tooFew ? `${t('few')}. ${t('few.about')}` : t('empty.wait')}
          </Empty>
        ) : (
          asks && <ButtonLink href={`${base}/new`}>{t('ask.begin')}</ButtonLink>
        )}
        {closed.length > 0 && (
          <Section title={t('list.closed')}>
            <Some page={page} rounds={closed} />
          </Section>
        )}
        {open.length > 0 && (
          <Section title={t('list.open')}>
            <Some page={page} rounds={open} />
          </Section>
        )}
        {withdrawn.length > 0 && (
          <Section title={t('list.withdrawn')} size="xs">
            <Some page={page} rounds={withdrawn} />
          </Section>
        )}
        <Pager href={rounds.last && `${base}?after=${rounds.last.id}`} />
        {asks && (
          <Section title={t('starters')} size="xs">
            <Lines>
              {(Object.keys(starters) as (keyof typeof starters)[]).map((name) => (
                <Line
                  key={name}
                  href={`${base}/new?with=${name}`}
                  title={t(`starter.${name}`)}
                  facts={[t(`starter.${name}.after`)]}
                >
                  {t(`starter.${name}.about`)}
                </Line>
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </InsidePage>
  );
}

function Some({ page, rounds }: { page: Page; rounds: readonly ListedRound[] }) {
  return (
    <Lines>
      {rounds.map((round) => (
        <RoundLine key={round.id} page={page} round={round} />
      ))}
    </Lines>
  );
}

/** `named`: among other things than rounds, it says what it is. */
export function RoundLine({ page, round, named }: { page: Page; round: ListedRound; named?: boolean }) {
  const t = words(page.locale);
  const stage = stageOf(round, page.now);
  const lang = page.langOf(round.locale);
  const counts = { n: round.sealed, of: round.asked };
  return (
    <Line
      href={`/partnerships/${round.space}/rounds/${round.id}`}
      title={round.title}
      {...(lang && { lang })}
      {...(named && { kind: t(round.previous ? 'second' : 'round') })}
      facts={[
        stage !== 'withdrawn' && t('in', counts),
        stage === 'closed' && t(`opens.${round.opens}.short`, { at: page.moment(round.dueAt) }),
        stage === 'open' && t('open.since', { at: page.moment(openSince(round)) }),
        !named && round.previous && t('second'),
      ]}
      end={
        round.waits &&
        stage !== 'withdrawn' && (
          <Tag color={stage === 'closed' ? 'turn' : 'warning'}>
            {t(stage === 'closed' ? 'waits' : 'waits.late')}
          </Tag>
        )
      }
    />
  );
}

/** How it is made sure that nobody reads early, for whoever wants to know. */
export function HowItIsMadeSure({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <>
      <p class="text">{t('sure.1')}</p>
      <p class="text">{t('sure.2')}</p>
      <p class="text">
        {t('sure.3')} <Link href="/about">{t('sure.about')}</Link>
      </p>
    </>
  );
}
