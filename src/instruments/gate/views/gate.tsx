import { openSince } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { mayState } from '../access.ts';
import { words } from '../messages/index.ts';
import { fewest, joinedOf, standings } from '../rules.ts';
import { AnswerForm } from './answer.tsx';
import { Closed } from './closed.tsx';
import { NewGate, Overtaken } from './new.tsx';
import { Opened } from './opened.tsx';
import { dayOfMoment, langOf, moment } from './parts.tsx';
import type { GateProps, Shown } from './shown.ts';
import { Standing } from './standing.tsx';

export function GatePage(props: GateProps) {
  const { page, inside, at, gates, opened, again, outcomes, withoutPeople } = props;
  const t = words(page.locale);
  const path = `/partnerships/${inside.partnership.id}/gate`;
  const earlier = gates.filter(({ id }) => id !== at?.round.id);
  const running = gates.find(({ revealedAt, dueAt }) => !revealedAt && dueAt > page.now);
  if (running && at && again?.form === 'new') return <Overtaken {...props} at={at} state={again.state} />;
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} {...(at && { state: <Where page={page} at={at} /> })} />
        {at?.stage === 'withdrawn' && <Notice>{t('withdrawn')}</Notice>}
        {at?.round.about && (
          <p class="text" lang={langOf(page, at.round.locale)}>
            {at.round.about}
          </p>
        )}
        {at?.stage === 'closed' && <Closed {...props} at={at} />}
        {at?.stage === 'open' && <Next {...props} at={at} />}
        {opened && (
          <Standing
            page={page}
            inside={inside}
            opened={opened}
            outcomes={outcomes}
            withoutPeople={withoutPeople}
          />
        )}
        {at?.stage === 'open' && <Opened {...props} at={at} />}
        {!at && <Three page={page} />}
        {inside.contributes &&
          !running &&
          (at ? (
            <More summary={t('again')} open={again?.form === 'new'}>
              <NewGate page={page} state={again?.form === 'new' ? again.state : undefined} aside />
            </More>
          ) : (
            <Section title={t('new')}>
              {again?.form === 'new' || joinedOf(inside.partners).length >= fewest ? (
                <NewGate page={page} state={again?.form === 'new' ? again.state : undefined} />
              ) : (
                <Empty
                  title={t('few')}
                  level={3}
                  link={
                    <ButtonLink href={`/partnerships/${inside.partnership.id}/people`}>
                      {t('few.do')}
                    </ButtonLink>
                  }
                >
                  {t('few.about')}
                </Empty>
              )}
            </Section>
          ))}
        {!at && !inside.contributes && <p class="quiet">{t('empty.look')}</p>}
        {earlier.length > 0 && (
          <Section title={t('others')}>
            <Lines label={t('others')}>
              {earlier.map((one) => (
                <Line
                  key={one.id}
                  href={`${path}/${one.id}`}
                  title={t('asked.on', { day: dayOfMoment(page, one.askedAt) })}
                  facts={[t('in', { n: one.sealed, of: one.asked })]}
                />
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </InsidePage>
  );
}

function Where({ page, at: { round, asked, stage } }: { page: Page; at: InRound }) {
  const t = words(page.locale);
  const counts = { n: asked.filter(({ sealedAt }) => sealedAt).length, of: asked.length };
  return stage === 'open' ? (
    <State state="done">{t('state.open', { ...counts, at: moment(page, openSince(round)) })}</State>
  ) : (
    <State state="begun">{t('in', counts)}</State>
  );
}

/** The three outcomes in plain words, before anybody has to choose one. */
function Three({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Section title={t('three')}>
      <Lines label={t('three')}>
        {standings.map((standing) => (
          <Line key={standing} title={t(standing)}>
            {t(`${standing}.help`)}
          </Line>
        ))}
      </Lines>
    </Section>
  );
}

/** After the opening: where do we stand? And an answer that is missing can still come. */
function Next(shown: Shown) {
  const { page, at, inside, opened, outcomes, answer, again } = shown;
  const t = words(page.locale);
  const { mine } = inside;
  const base = `/partnerships/${inside.partnership.id}/gate/${at.round.id}`;
  const since = openSince(at.round);
  const said = outcomes.some(({ partner, at: when }) => partner === mine?.id && when >= since);
  const wanted = mine && !said && opened === at.round.id && mayState(page.scope, inside, mine.id, false);
  const late = at.mine && !answer?.sealedAt;
  return (
    <>
      {wanted && (
        <NextPanel
          title={t('next', { partner: mine.name })}
          action={<ButtonLink href={`${base}/outcomes/${mine.id}`}>{t('next.do')}</ButtonLink>}
        >
          {t('next.about')}
        </NextPanel>
      )}
      {late && inside.contributes && (
        <More summary={t('late')} open={again?.form === 'answer'}>
          <AnswerForm
            page={page}
            at={at}
            answer={answer}
            earlier={[]}
            state={again?.form === 'answer' ? again.state : undefined}
            meanwhile={again?.meanwhile}
            aside
          />
        </More>
      )}
    </>
  );
}
