import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { fewest, joinedOf } from '../../sealed-round/asking.ts';
import { openSince, stageOf } from '../../sealed-round/rules.ts';
import type { ListedRound } from '../../sealed-round/store.ts';
import { words } from '../messages/index.ts';
import { type Again, type Around, type At, addressOf, type Room, type Shown } from '../room.ts';
import { Closed } from './closed.tsx';
import { NewRound, Overtaken } from './new.tsx';
import { Late, Opened } from './opened.tsx';

type SetProps<Own extends At> = {
  page: Page;
  room: Room<Own>;
  inside: Own['inside'];
  rounds: readonly ListedRound[];
  /** None where nobody has asked yet. */
  shown: Shown<Own> | undefined;
  around: Around;
  again: Again | undefined;
};

/** The whole room: what came of it, the round as it stands, the way to ask, and what was asked before. */
export function SetPage<Own extends At>(props: SetProps<Own>) {
  const { page, room, inside, shown, rounds, around, again } = props;
  const t = words(page.locale);
  const at = shown?.at;
  const earlier = rounds.filter(({ id }) => id !== at?.round.id);
  const running = rounds.some((round) => stageOf(round, page.now) === 'closed');
  if (running && shown && again?.form === 'new') return <Overtaken {...shown} state={again.state} />;
  return (
    <InsidePage
      frame={page.frame}
      title={room.title(page.locale)}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={room.title(page.locale)}
          lead={room.lead(page, at)}
          state={at && <WhereItStands page={page} at={at} />}
        />
        {around.above}
        {at?.round.about && (
          <p class="text" lang={page.langOf(at.round.locale)}>
            {at.round.about}
          </p>
        )}
        {shown ? <Round {...shown} below={around.below} /> : around.below}
        {!at && (room.Before ? <room.Before page={page} /> : <Asks {...props} />)}
        {inside.contributes && !running && <Ask {...props} />}
        {!at && !inside.contributes && <p class="quiet">{t('empty.look')}</p>}
        {earlier.length > 0 && (
          <Section title={t('others')}>
            <Lines label={t('others')}>
              {earlier.map((one) => (
                <Line
                  key={one.id}
                  href={addressOf(room, one)}
                  title={t('asked.on', { day: page.day(one.askedAt) })}
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

/** A round on a page of its own, where asking is another page's. */
export function RoundPage<Own extends At>(shown: Shown<Own>) {
  const { page, room, at, again } = shown;
  return (
    <InsidePage
      frame={page.frame}
      title={room.title(page.locale)}
      partnership={at.inside.partnership}
      above={room.above?.(page, at) ?? []}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={room.title(page.locale)}
          lead={room.lead(page, at)}
          state={<WhereItStands page={page} at={at} />}
        />
        <Round {...shown} />
      </Stack>
    </InsidePage>
  );
}

/** A round as it stands: being answered, or open to read. */
function Round<Own extends At>({ below, ...shown }: Shown<Own> & Partial<Around>) {
  const { page, at } = shown;
  return (
    <>
      {at.stage === 'withdrawn' && <Notice>{words(page.locale)('withdrawn')}</Notice>}
      {at.stage === 'closed' && <Closed {...shown} />}
      {below}
      {at.stage === 'open' && <Late {...shown} />}
      {at.stage === 'open' && <Opened {...shown} />}
    </>
  );
}

/** How many have answered, and since when all is open. */
function WhereItStands({ page, at: { round, asked, stage } }: { page: Page; at: At }) {
  const t = words(page.locale);
  const counts = { n: asked.filter(({ sealedAt }) => sealedAt).length, of: asked.length };
  if (stage === 'withdrawn') return null;
  return stage === 'open' ? (
    <State state="done">{t('state.open', { ...counts, at: page.moment(openSince(round)) })}</State>
  ) : (
    <State state="begun">{t('in', counts)}</State>
  );
}

/** What will be asked, before anybody is. */
function Asks<Own extends At>({ page, room }: SetProps<Own>) {
  const t = words(page.locale);
  const parts = room.partsIn(page.locale);
  return (
    <Section title={t('asks')}>
      <p class="text">{t('asks.about')}</p>
      <Lines label={t('asks')}>
        {parts.map(({ title = '', about }) => (
          <Line key={title} title={title}>
            {about}
          </Line>
        ))}
      </Lines>
      <More summary={t('asks.all')}>
        {parts.map(({ title = '', questions }) => (
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

/** The way to ask all partners: at first, and again. */
function Ask<Own extends At>({ page, room, inside, shown, again }: SetProps<Own>) {
  const t = words(page.locale);
  const state = again?.form === 'new' ? again.state : undefined;
  if (shown)
    return (
      <More summary={t('again')} open={state !== undefined}>
        <NewRound page={page} room={room} state={state} aside />
      </More>
    );
  return (
    <Section title={t('new')}>
      {state || joinedOf(inside.partners).length >= fewest ? (
        <NewRound page={page} room={room} state={state} />
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
