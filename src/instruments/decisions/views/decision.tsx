import { replaces } from '../../../mechanisms/decision/actions.ts';
import type { Told } from '../../../mechanisms/decision/store.ts';
import type { Talk } from '../../../mechanisms/discussion/actions.ts';
import { TalkSection } from '../../../mechanisms/discussion/views/talk.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { readersOf } from '../reading.ts';
import { mayReword } from '../stages.ts';
import { Adopts } from './adopts.tsx';
import { Opened, Readers, Steps, ToldOutside } from './following.tsx';
import { Outcome } from './outcome.tsx';
import {
  endWords,
  pathOf,
  processWords,
  reasonWords,
  resultWords,
  shareWords,
  standsAs,
  whoWords,
} from './parts.tsx';
import { Promised, Rating } from './promises.tsx';
import { TakenUp, TakesUp } from './reopening.tsx';
import { FallbackSaid, FellBack, isTimeOver, Moves, TimeOver } from './stages.tsx';
import { Statements } from './statements.tsx';
import { Earlier, Voices } from './voices.tsx';

type Props = { page: Page; at: DecisionView; state?: FormState | undefined };
type WholeProps = Props & { talk: Talk; told: readonly Told[]; publicAt: string | undefined };

/** One decision: what is proposed, what waits for the reader, what each said, what came of it. */
export function DecisionPage({ page, at, talk, told, publicAt, state }: WholeProps) {
  const t = words(page.locale);
  const { decision, going, outcome, inside } = at;
  const lang = page.langOf(decision.locale);
  return (
    <Inside
      frame={page.frame}
      title={decision.title}
      partnership={inside.partnership}
      above={[{ href: pathOf(inside.partnership.id), label: t('title') }]}
      said={{ text: decision.title, lang: lang ?? page.locale }}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{decision.title}</span>}
          lead={going && t(`stage.${decision.stage}.wanted`)}
          state={
            !decision.withdrawnAt && (
              <State state={going ? 'begun' : standsAs(outcome, at.statements[0]?.holds)}>
                {going
                  ? `${t(`stage.${decision.stage}`)} · ${processWords(page.locale, decision.process, 'name')} · ${endWords(page, decision)}`
                  : outcome
                    ? resultWords(page.locale, outcome, at.statements[0])
                    : t('counted-soon')}
              </State>
            )
          }
        />
        {decision.withdrawnAt && <Notice>{t('withdrawn')}</Notice>}
        <TakesUp page={page} at={at} />
        <FellBack page={page} at={at} />
        <TimeOver page={page} at={at} />
        <Adopts page={page} at={at} />
        <Waiting page={page} at={at} />
        {outcome && (
          <Section title={t('result')}>
            <p class="text">{reasonWords(page.locale, outcome, at.options)}</p>
            <Statements page={page} at={at} />
            <Readers page={page} at={at} />
            {at.steps.length > 0 && <Steps page={page} at={at} level={3} />}
            <Opened page={page} at={at} publicAt={publicAt} />
            <ToldOutside page={page} told={told} />
            <Outcome page={page} at={at} outcome={outcome} />
            <TakenUp page={page} at={at} />
            {decision.settledAt && (
              <p>
                <Link href={`${pathOf(inside.partnership.id)}/${decision.id}/proof`}>{t('proof.title')}</Link>
              </p>
            )}
          </Section>
        )}
        <Rating page={page} at={at} />
        <Proposal page={page} at={at} />
        {!decision.withdrawnAt && (decision.stage === 'decide' || at.spoke > 0) && (
          <Voices page={page} at={at} />
        )}
        <TalkSection page={page} talk={talk} />
        <Promised page={page} at={at} />
        <Rules page={page} at={at} />
        {at.steers && going && <Steering page={page} at={at} />}
      </Stack>
    </Inside>
  );
}

/** The one thing that waits for this reader: their voice, what comes next, or writing down what came of it. */
function Waiting({ page, at }: Props) {
  const t = words(page.locale);
  const { decision, open, speaks, voice, inside } = at;
  const people = decision.voices === 'people';
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  if (
    open &&
    !people &&
    inside.mine?.joinedAt &&
    !speaks &&
    at.lines.shown.some(({ id }) => id === inside.mine?.id)
  )
    return <Notice>{t('voice.lead-speaks', { partner: inside.mine.name })}</Notice>;
  if (open && speaks && !speaks.spoken)
    return (
      <NextPanel
        title={people ? t('voice.own') : t('voice.yours', { partner: speaks.voter.name })}
        action={<ButtonLink href={`${path}/voice`}>{t('voice.link')}</ButtonLink>}
      >
        {t('voice.about', { at: page.moment(decision.dueAt) })}
      </NextPanel>
    );
  if (at.steers && isTimeOver(page, at))
    return (
      <NextPanel
        title={t('stage.title')}
        action={<ButtonLink href={`${path}/stage`}>{t('desk.stage.do')}</ButtonLink>}
      >
        {t('stage.over', { at: page.moment(decision.dueAt) })}
      </NextPanel>
    );
  const goesOn = at.fallbacks.of?.leadsTo;
  if (decision.settledAt && at.steers && at.statements.length === 0 && !goesOn)
    return (
      <NextPanel
        title={t('outcome.write')}
        action={<ButtonLink href={`${path}/outcome`}>{t('outcome.do')}</ButtonLink>}
      >
        {t('outcome.lead')}
      </NextPanel>
    );
  const unread = voice && readersOf(at).some((one) => one.id === voice.partner.id && !one.read);
  if (unread && at.statements.length > 0 && !at.reopenings.by.some(replaces))
    return (
      <NextPanel
        title={t('reading.yours', { partner: voice.partner.name })}
        action={<ButtonLink href={`${path}/reading`}>{t('reading.link')}</ButtonLink>}
      >
        {t('reading.about')}
      </NextPanel>
    );
  return null;
}

/** The words of today, and those of before with what has changed. */
function Proposal({ page, at }: Props) {
  const t = words(page.locale);
  const { versions, options, decision } = at;
  const last = versions.at(-1)!;
  const lang = page.langOf(last.locale);
  return (
    <div class="stack" data-gap="4">
      {last.text && (
        <p class="written text" lang={lang}>
          {last.text}
        </p>
      )}
      {options.length > 0 && (
        <ul class="text" lang={page.langOf(decision.locale)}>
          {options.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
      <p class="small quiet">
        {t('proposed', { who: whoWords(page, decision.byName), day: page.day(decision.at) })}
      </p>
      <Earlier page={page} at={at} />
    </div>
  );
}

/** The rules that were set before anybody spoke. */
function Rules({ page, at }: Props) {
  const t = words(page.locale);
  const { process, results, quorum, sectorQuorum, voices, thresholds } = at.decision;
  const seen =
    voices === 'people' && results === 'voted'
      ? ('results.voted.people' as const)
      : (`results.${results}` as const);
  return (
    <Section title={t('how-it-works')}>
      {at.going && !at.open && <p class="text">{t('stage.later')}</p>}
      <p class="text">
        <strong>{processWords(page.locale, process, 'name')}.</strong>{' '}
        {processWords(page.locale, process, 'about')}
      </p>
      <p class="text">
        <Who page={page} at={at} />
      </p>
      <p class="text">
        {process.settled.by !== 'nothing' &&
          t(voices === 'people' ? 'quorum.said.people' : 'quorum.said', { n: quorum, of: at.asked })}{' '}
        {sectorQuorum > 0 && t('sectors.said')}{' '}
        {thresholds.overall && t('share.said', { share: shareWords(page.locale, thresholds.overall) })}{' '}
        {thresholds.sector && t('sector-share.said', { share: shareWords(page.locale, thresholds.sector) })}{' '}
        {t(seen)}
      </p>
      <FallbackSaid page={page} at={at} />
      <Moves page={page} at={at} />
      {at.extensions.map((one) => (
        <p class="text" key={one.id}>
          {t('extended.by', { who: whoWords(page, one.byName), day: page.day(one.at) })}{' '}
          <span lang={page.langOf(one.locale)}>{one.reason}</span>
        </p>
      ))}
    </Section>
  );
}

/** Whose voices count, and in which group; everybody of the partnership reads it all the same. */
function Who({ page, at }: Props) {
  const t = words(page.locale);
  const { group, decision, inside } = at;
  return (
    <>
      {t(`who.${decision.voices}`)}{' '}
      {group && (
        <>
          {t('who.group')}{' '}
          <Link href={`/partnerships/${inside.partnership.id}/groups/${group.id}`}>
            <span lang={page.langOf(group.locale)}>{group.name}</span>
          </Link>
        </>
      )}
    </>
  );
}

/** For who proposed it, and who facilitates. */
function Steering({ page, at }: Props) {
  const t = words(page.locale);
  const { decision, inside, asked, blocked, open } = at;
  const heard = open && at.heard;
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  const end = (
    <Form action={`${path}/closure`}>
      <Button variant="secondary">{t('end')}</Button>
    </Form>
  );
  return (
    <Section title={t('steer')}>
      {open && !heard && <p class="text">{t('end.when', { n: Math.max(1, decision.quorum), of: asked })}</p>}
      {heard && blocked && (
        <Dialog id="end" title={t('end.blocked.title')} open={t('end')} cancel={t('end.blocked.not')}>
          <p>{t('end.blocked')}</p>
          {end}
        </Dialog>
      )}
      <Row>
        {heard && !blocked && end}
        {mayReword(at) && <Link href={`${path}/wording`}>{t(open ? 'wording' : 'wording.shape')}</Link>}
        <Link href={`${path}/stage`}>{t('stage.next')}</Link>
        <Link href={`${path}/later`}>{t('later')}</Link>
      </Row>
      <Dialog
        id="withdraw"
        title={t('withdraw.title')}
        open={t('withdraw')}
        cancel={t('withdraw.not')}
        danger
      >
        <p>{t('withdraw.about')}</p>
        <Form action={`${path}/withdrawal`}>
          <Button variant="secondary" color="danger">
            {t('withdraw.do')}
          </Button>
        </Form>
      </Dialog>
    </Section>
  );
}
