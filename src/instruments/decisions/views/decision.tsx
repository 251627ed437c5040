import type { GivenVoice } from '../../../mechanisms/decision/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { Outcome } from './outcome.tsx';
import { pathOf, processWords, reasonWords, resultWords, stanceWords, whoWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView; state?: FormState | undefined };

/** One decision: what is proposed, what waits for the reader, what each said, what came of it. */
export function DecisionPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { decision, open, outcome, inside } = at;
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
          state={
            <State state={open ? 'begun' : standsAs(at)}>
              {open
                ? `${processWords(page.locale, decision.process, 'name')} · ${t('until', { at: page.moment(decision.dueAt) })}`
                : outcome && resultWords(page, outcome)}
            </State>
          }
        />
        {decision.withdrawnAt && <Notice>{t('withdrawn')}</Notice>}
        <Waiting page={page} at={at} />
        {outcome && (
          <Section title={t('result')}>
            <p class="text">{reasonWords(page, outcome, at.options)}</p>
            <Statements page={page} at={at} />
            <Outcome page={page} at={at} outcome={outcome} />
          </Section>
        )}
        <Proposal page={page} at={at} />
        {!decision.withdrawnAt && <Voices page={page} at={at} />}
        <Rules page={page} at={at} />
        {at.steers && open && <Steering page={page} at={at} />}
      </Stack>
    </Inside>
  );
}

function standsAs({ outcome, statements: [last] }: DecisionView): 'agreed' | 'none' {
  return (last?.holds ?? (outcome?.result === 'holds' || outcome?.result === 'chosen')) ? 'agreed' : 'none';
}

/** The one thing that waits for this reader: their voice, or writing down what came of it. */
function Waiting({ page, at }: Props) {
  const t = words(page.locale);
  const { decision, open, voice, spoken, inside } = at;
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  if (open && voice && !spoken.has(voice.partner.id))
    return (
      <NextPanel
        title={t('voice.yours', { partner: voice.partner.name })}
        action={<ButtonLink href={`${path}/voice`}>{t('voice.link')}</ButtonLink>}
      >
        {t('voice.about', { at: page.moment(decision.dueAt) })}
      </NextPanel>
    );
  if (decision.settledAt && at.steers && at.statements.length === 0)
    return (
      <NextPanel
        title={t('outcome.write')}
        action={<ButtonLink href={`${path}/outcome`}>{t('outcome.do')}</ButtonLink>}
      >
        {t('outcome.lead')}
      </NextPanel>
    );
  return null;
}

function Statements({ page, at }: Props) {
  const t = words(page.locale);
  const [last] = at.statements;
  if (!last) return null;
  return (
    <div class="stack" data-gap="2">
      {!last.holds && <p class="text">{t('statement.holds.no')}</p>}
      {last.chosen && <p class="text">{t('statement.chosen', { option: last.chosen })}</p>}
      <p class="written text" lang={page.langOf(last.locale)}>
        {last.text}
      </p>
      <p class="small quiet">
        {t('statement.by', { who: whoWords(page, last.byName), day: page.day(last.at) })}
        {last.reviewOn && ` · ${t('review', { day: page.day(last.reviewOn) })}`}
      </p>
      {at.steers && (
        <p>
          <Link href={`${pathOf(at.inside.partnership.id)}/${at.decision.id}/outcome`}>
            {t('outcome.again')}
          </Link>
        </p>
      )}
    </div>
  );
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
      {versions.length > 1 && (
        <More summary={t('earlier')}>
          {versions
            .slice(1)
            .map((version, n) => ({ version, before: versions[n]! }))
            .toReversed()
            .map(({ version, before }) => (
              <div class="stack" data-gap="1" key={version.id}>
                <p class="small quiet">
                  {t('version.by', {
                    n: version.number,
                    who: whoWords(page, version.byName),
                    day: page.day(version.at),
                  })}
                </p>
                <p class="text" lang={page.langOf(version.locale)}>
                  {t('because', { because: version.because })}
                </p>
                <Differences
                  parts={differences(before.text, version.text)}
                  lang={page.langOf(version.locale)}
                />
              </div>
            ))}
        </More>
      )}
    </div>
  );
}

/** What each partner says, as far as the reader may see it; who has spoken is seen by all. */
function Voices({ page, at }: Props) {
  const t = words(page.locale);
  const { joined, spoken, open, voices, versions, inside, decision } = at;
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  const last = versions.at(-1)!.number;
  const latest = new Map(voices.filter(({ version }) => version === last).map((one) => [one.partner, one]));
  return (
    <Section title={t('voices')}>
      <p class="text">{t('voices.spoken', { n: spoken.size, of: joined.length })}</p>
      <Lines label={t('voices')}>
        {joined.map((partner) => {
          const said = latest.get(partner.id);
          const mine = at.voice?.partner.id === partner.id;
          const silent = at.silent.some(({ id }) => id === partner.id);
          const again = spoken.has(partner.id) ? 'voice.again' : 'voice.link';
          return (
            <Line
              key={partner.id}
              title={partner.name}
              facts={[
                <State
                  key="state"
                  state={said ? signOf(at, said) : spoken.has(partner.id) ? 'begun' : 'none'}
                >
                  {said
                    ? saidWords(page, at, said)
                    : t(spoken.has(partner.id) ? 'voices.hidden' : 'voices.none')}
                </State>,
                said && page.day(said.at),
                said?.recordedHow && t('voices.recorded', { who: whoWords(page, said.byName) }),
              ]}
              end={
                open &&
                (mine || silent) && (
                  <Link href={`${path}/voice${silent ? `?partner=${partner.id}` : ''}`}>
                    {t(silent ? 'voice.for' : again)}
                    <span class="ds-sr-only">: {partner.name}</span>
                  </Link>
                )
              }
            >
              {said?.reason && (
                <p class="written text" lang={page.langOf(said.locale)}>
                  {said.reason}
                </p>
              )}
            </Line>
          );
        })}
      </Lines>
    </Section>
  );
}

const signs = { for: 'agreed', aside: 'begun', against: 'revisit', blocks: 'revisit' } as const;

/** A yes looks like one, and what stands against it does not. */
function signOf({ decision: { process } }: DecisionView, { stance }: GivenVoice) {
  const { ballot } = process;
  const counts = ballot.kind === 'stance' && ballot.stances.find(({ key }) => key === stance)?.counts;
  return counts ? signs[counts] : 'done';
}

/** A voice in a few words: its stance, or what it gave to which option. */
function saidWords(page: Page, { decision: { process }, options }: DecisionView, voice: GivenVoice): string {
  if (voice.stance) return stanceWords(page.locale, process, voice.stance);
  const given = options.flatMap(({ id, text }) => {
    const mark = voice.marks?.[id];
    return mark ? [process.ballot.kind === 'pick' ? text : `${text}: ${mark}`] : [];
  });
  return new Intl.ListFormat(page.locale, { type: 'unit' }).format(given);
}

/** The rules that were set before anybody spoke. */
function Rules({ page, at }: Props) {
  const t = words(page.locale);
  const { process, results, quorum, sectorQuorum } = at.decision;
  return (
    <Section title={t('how-it-works')}>
      <p class="text">
        <strong>{processWords(page.locale, process, 'name')}.</strong>{' '}
        {processWords(page.locale, process, 'about')}
      </p>
      <p class="text">
        {process.settled.by !== 'nothing' && t('quorum.said', { n: quorum, of: at.joined.length })}{' '}
        {sectorQuorum > 0 && t('sectors.said')} {t(`results.${results}`)}
      </p>
      {at.extensions.map((one) => (
        <p class="text" key={one.id} lang={page.langOf(one.locale)}>
          {t('extended.by', {
            who: whoWords(page, one.byName),
            day: page.day(one.at),
            reason: one.reason,
          })}
        </p>
      ))}
    </Section>
  );
}

/** For who proposed it, and who facilitates. */
function Steering({ page, at }: Props) {
  const t = words(page.locale);
  const { decision, inside, joined, spoken } = at;
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  return (
    <Section title={t('steer')}>
      <Row>
        {joined.every(({ id }) => spoken.has(id)) && (
          <Form action={`${path}/closure`}>
            <Button variant="secondary">{t('end')}</Button>
          </Form>
        )}
        {decision.process.ballot.kind === 'stance' && <Link href={`${path}/wording`}>{t('wording')}</Link>}
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
