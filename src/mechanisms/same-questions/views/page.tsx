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
import { fewest, joinedOf } from '../../sealed-round/asking.ts';
import { openSince } from '../../sealed-round/rules.ts';
import { words } from '../messages/index.ts';
import { type At, homeOf, type Shown } from '../room.ts';
import { AnswerForm } from './answer.tsx';
import { Closed } from './closed.tsx';
import { NewRound, Overtaken } from './new.tsx';
import { Opened } from './opened.tsx';
import { dayOfMoment, langOf, moment } from './parts.tsx';

type Props<Own extends At> = Omit<Shown<Own>, 'at'> & { at: Own | undefined };

/** The whole room: what came of it, the round as it stands, the way to ask, and what was asked before. */
export function SetPage<Own extends At>(props: Props<Own>) {
  const { page, room, inside, at, rounds, again } = props;
  const t = words(page.locale);
  const own = room.words(page.locale);
  const path = homeOf(room, inside.partnership.id);
  const earlier = rounds.filter(({ id }) => id !== at?.round.id);
  const running = rounds.some(({ revealedAt, dueAt }) => !revealedAt && dueAt > page.now);
  if (running && at && again?.form === 'new') return <Overtaken {...props} at={at} state={again.state} />;
  return (
    <InsidePage
      frame={page.frame}
      title={own('title')}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={own('title')}
          lead={own('lead')}
          {...(at && at.stage !== 'withdrawn' && { state: <Where page={page} at={at} /> })}
        />
        <Texts {...props} />
        {at?.stage === 'withdrawn' && <Notice>{t('withdrawn')}</Notice>}
        {at?.round.about && (
          <p class="text" lang={langOf(page, at.round.locale)}>
            {at.round.about}
          </p>
        )}
        {at?.stage === 'closed' && <Closed {...props} at={at} />}
        {at?.stage === 'open' && <Next {...props} at={at} />}
        {at?.stage === 'open' && <Opened {...props} at={at} />}
        {!at && <Asks {...props} />}
        {inside.contributes && !running && <Ask {...props} />}
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

function Where({ page, at: { round, asked, stage } }: { page: Page; at: At }) {
  const t = words(page.locale);
  const counts = { n: asked.filter(({ sealedAt }) => sealedAt).length, of: asked.length };
  return stage === 'open' ? (
    <State state="done">{t('state.open', { ...counts, at: moment(page, openSince(round)) })}</State>
  ) : (
    <State state="begun">{t('in', counts)}</State>
  );
}

/** What partners made of it: it stands before how they got there. */
function Texts<Own extends At>({ page, room, inside, made }: Props<Own>) {
  const t = words(page.locale);
  if (made.length === 0) return null;
  const title = room.words(page.locale)('made');
  return (
    <Section title={title}>
      <Lines label={title}>
        {made.map((one) => (
          <Line
            key={one.id}
            href={`/partnerships/${inside.partnership.id}/texts/${one.id}`}
            title={one.title}
            {...(one.locale !== page.locale && { lang: one.locale })}
            facts={[
              one.agreedAt
                ? t('made.agreed', { day: dayOfMoment(page, one.agreedAt) })
                : t('made.begun', { day: dayOfMoment(page, one.begunAt) }),
            ]}
          />
        ))}
      </Lines>
    </Section>
  );
}

/** What will be asked, before anybody is. */
function Asks<Own extends At>({ page, room }: Props<Own>) {
  const t = words(page.locale);
  const parts = room.partsIn(page.locale);
  return (
    <Section title={t('asks')}>
      <p class="text">{t('asks.about')}</p>
      <Lines label={t('asks')}>
        {parts.map(({ title, about }) => (
          <Line key={title} title={title}>
            {about}
          </Line>
        ))}
      </Lines>
      <More summary={t('asks.all')}>
        {parts.map(({ title, questions }) => (
          <Section key={title} level={3} title={title}>
            <ul>
              {questions.map(({ key, text, options = [] }) => (
                <li key={key}>
                  {text}
                  {options.length > 0 && <span class="quiet"> {options.join(' · ')}</span>}
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </More>
    </Section>
  );
}

/** After the opening: a text that all can agree to. And an answer that is missing can still come. */
function Next<Own extends At>(shown: Shown<Own>) {
  const { page, room, at, inside, answer, again, made } = shown;
  const t = words(page.locale);
  const own = room.words(page.locale);
  if (!inside.contributes) return null;
  const href = `${homeOf(room, inside.partnership.id)}/${at.round.id}/text`;
  const isFirst = !made.some(({ begunAt }) => begunAt >= openSince(at.round));
  return (
    <>
      {isFirst ? (
        <NextPanel
          for="all"
          title={own('compose')}
          action={<ButtonLink href={href}>{own('compose.do')}</ButtonLink>}
        >
          {own('compose.about')}
        </NextPanel>
      ) : (
        <p>
          <ButtonLink variant="secondary" href={href}>
            {own('made.do')}
          </ButtonLink>
        </p>
      )}
      {at.mine && !answer?.sealedAt && (
        <More summary={t('late')} open={again?.form === 'answer'}>
          <AnswerForm
            page={page}
            name={room.name}
            parts={room.partsIn(page.locale)}
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

/** The way to ask all partners: at first, and again. */
function Ask<Own extends At>({ page, room, inside, at, again }: Props<Own>) {
  const t = words(page.locale);
  const state = again?.form === 'new' ? again.state : undefined;
  if (at)
    return (
      <More summary={t('again')} open={state !== undefined}>
        <NewRound page={page} name={room.name} state={state} aside />
      </More>
    );
  return (
    <Section title={t('new')}>
      {state || joinedOf(inside.partners).length >= fewest ? (
        <NewRound page={page} name={room.name} state={state} />
      ) : (
        <Empty
          title={t('few')}
          level={3}
          link={<ButtonLink href={`/partnerships/${inside.partnership.id}/people`}>{t('few.do')}</ButtonLink>}
        >
          {t('few.about')}
        </Empty>
      )}
    </Section>
  );
}
