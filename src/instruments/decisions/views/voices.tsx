import { latestVoices } from '../../../mechanisms/decision/asides.ts';
import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import { fitSteps, isObjection } from '../../../mechanisms/decision/rules.ts';
import type { GivenVoice } from '../../../mechanisms/decision/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Differences } from '../../../ui/differences.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { stanceOf } from '../rules.ts';
import { pathOf, stanceWords, whoWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView };

/** What each says, of partners or of people, as far as the reader may see it; who has spoken is seen by all. */
export function Voices({ page, at }: Props) {
  const t = words(page.locale);
  const { lines, open, inside, decision } = at;
  const people = decision.voices === 'people';
  const path = `${pathOf(inside.partnership.id)}/${decision.id}`;
  const latest = new Map(latestVoices(at.voices, at.versions).map((one) => [one.voter, one]));
  return (
    <Section title={t('voices')}>
      <p class="text">
        {t(people ? 'voices.spoken.people' : 'voices.spoken', { n: at.spoke, of: at.asked })}
      </p>
      <Lines label={t('voices')}>
        {lines.shown.map((voter) => {
          const said = latest.get(voter.id);
          const mine = at.speaks?.voter.id === voter.id;
          // What a person has said themselves nobody writes down anew.
          const silent = at.silent.has(voter.id) && !(people && (said ? !said.recordedHow : voter.spoken));
          const again = voter.spoken ? 'voice.again' : 'voice.link';
          return (
            <Line
              key={voter.id}
              title={voter.name ?? t('somebody')}
              facts={[
                voter.partner,
                <State key="state" state={said ? signOf(at, said) : voter.spoken ? 'begun' : 'none'}>
                  {said ? saidWords(page, at, said) : t(voter.spoken ? 'voices.hidden' : 'voices.none')}
                </State>,
                said && page.day(said.at),
                said?.recordedHow && t('voices.recorded', { who: whoWords(page, said.byName) }),
              ]}
              end={
                open &&
                (mine || silent) && (
                  <Link href={`${path}/voice${silent ? `?partner=${voter.id}` : ''}`}>
                    {t(silent ? 'voice.for' : again)}
                    <span class="ds-sr-only">: {voter.name}</span>
                  </Link>
                )
              }
            >
              {said?.reason && (
                <p class="written text" lang={page.langOf(said.locale)}>
                  {said.reason}
                </p>
              )}
              {said && isObjection(decision.process, said) && <Aside page={page} at={at} objection={said} />}
            </Line>
          );
        })}
      </Lines>
      <Pager href={lines.last && `${path}?after=${lines.last.id}`} />
    </Section>
  );
}

/** Where an objection may be set aside, or is to be: how far that is, and the way there. */
function Aside({ page, at, objection }: Props & { objection: GivenVoice }) {
  const t = words(page.locale);
  const aside = at.asides.find(({ voice }) => voice === objection.id);
  const own = [at.inside.mine?.id, at.speaks?.voter.id].includes(objection.voter);
  const asks = at.open && !own && (at.speaks || at.steers);
  if (!aside && !asks) return null;
  return (
    <p class="small">
      {aside && t('aside.standing', { n: aside.agreed, of: at.asked - 1 })}{' '}
      <Link href={`${pathOf(at.inside.partnership.id)}/${at.decision.id}/objections/${objection.id}`}>
        {t(aside ? 'aside.read' : 'aside.link')}
        <span class="ds-sr-only">: {at.lines.shown.find(({ id }) => id === objection.voter)?.name}</span>
      </Link>
    </p>
  );
}

/** What a stance does; undefined for marks. */
export function countsIn({ decision: { process } }: DecisionView, { stance }: GivenVoice) {
  return stanceOf(process, stance)?.counts;
}

const signs = { for: 'agreed', aside: 'begun', against: 'revisit', blocks: 'revisit' } as const;

/** A yes looks like one, and what stands against it does not. */
function signOf(at: DecisionView, voice: GivenVoice) {
  const counts = countsIn(at, voice);
  return counts ? signs[counts] : 'done';
}

/** A voice in a few words: its stance, or what it gave to which option. */
function saidWords(page: Page, { decision: { process }, options }: DecisionView, voice: GivenVoice): string {
  if (voice.stance) return stanceWords(page.locale, process, voice.stance);
  const { kind } = process.ballot;
  const given = options.flatMap(({ id, text }) => {
    const mark = voice.marks?.[id];
    if (mark === undefined) return [];
    if (kind === 'pick') return [text];
    const step = fitSteps.find((one) => one === mark);
    return [`${text}: ${kind === 'fits' && step !== undefined ? said(page.locale)(`fits.${step}`) : mark}`];
  });
  return new Intl.ListFormat(page.locale, { type: 'unit' }).format(given);
}

/** Those who decide stand on several pages. */
const isParted = (page: Page, { lines }: DecisionView) =>
  lines.last !== undefined || page.key('after') !== undefined;

/** Words of before, what has changed since, and what was said to them. */
export function Earlier({ page, at }: Props) {
  const t = words(page.locale);
  const { versions } = at;
  if (versions.length < 2) return null;
  return (
    <More summary={t('earlier')}>
      {isParted(page, at) && <p class="text">{t('earlier.part')}</p>}
      {versions
        .slice(1)
        .map((version, n) => ({ version, before: versions[n]! }))
        .toReversed()
        .map(({ version, before }) => (
          <div class="stack" data-gap="2" key={version.id}>
            <p class="small quiet">
              {t('version.by', {
                n: version.number,
                who: whoWords(page, version.byName),
                day: page.day(version.at),
              })}
            </p>
            <p class="text">
              {t('because')} <span lang={page.langOf(version.locale)}>{version.because}</span>
            </p>
            <Differences parts={differences(before.text, version.text)} lang={page.langOf(version.locale)} />
            <SaidTo page={page} at={at} version={before.number} />
          </div>
        ))}
    </More>
  );
}

function SaidTo({ page, at, version }: Props & { version: number }) {
  const t = words(page.locale);
  const people = at.decision.voices === 'people';
  const all = [...at.gone.voices, ...at.voices];
  const given = new Map(all.filter((one) => one.version === version).map((one) => [one.voter, one]));
  const nameOf = (voter: string) =>
    at.lines.shown.find(({ id }) => id === voter)?.name ?? at.gone.names.get(voter);
  if (given.size === 0)
    return <p class="small quiet">{t(isParted(page, at) ? 'earlier.part.none' : 'earlier.none')}</p>;
  return (
    <ul class="text">
      {[...given.values()].map((one) => (
        <li key={one.id}>
          <strong>{nameOf(one.voter) ?? t(people ? 'somebody' : 'some-partner')}</strong>:{' '}
          {saidWords(page, at, one)} <span lang={page.langOf(one.locale)}>{one.reason}</span>
        </li>
      ))}
    </ul>
  );
}
