import { NextWord, Proposed } from '../../../mechanisms/consent/views/proposed.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { Table } from '../../../ui/table.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { goOrHold, type Readiness } from '../actions.ts';
import { words } from '../messages/index.ts';
import { checks } from '../rules.ts';
import { linesInPlace, pathOf, planOf, type Sent } from './parts.tsx';
import { Worries } from './worries.tsx';

export type View = { page: Page; at: Readiness; sent?: Sent<'round' | 'proposal' | 'other'> | undefined };

/** Is it time to begin? What is in place, what worries whom, and what all say to it. */
export function TransitionPage(view: View) {
  const { page, at, sent } = view;
  const t = words(page.locale);
  const { partnership } = at.inside;
  const decided = at.proposals.find(({ outcome }) => outcome === 'agreed');
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={partnership}
      {...(sent && { errors: sent.state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={t('title')}
          lead={t('lead')}
          {...(decided && {
            state: (
              <State state={decided.choice === 'go' ? 'agreed' : 'begun'}>
                {t(decided.choice === 'go' ? 'agreed.go' : 'agreed.hold', {
                  day: page.day(decided.closedAt!),
                })}
              </State>
            ),
          })}
        />
        <Next {...view} />
        <InPlace {...view} />
        <Ticked {...view} />
        <Worries {...view} />
        <Proposed page={page} room={goOrHold} at={at} summary={t('propose')} again={sent} />
        <Section title={t('plan')}>
          <Lines label={t('plan')}>
            <Line
              href={planOf(partnership.id)}
              title={t('plan.link')}
              facts={[at.plan.n === 0 ? t('plan.empty.fact') : t('plan.facts', at.plan)]}
            />
          </Lines>
        </Section>
      </Stack>
    </InsidePage>
  );
}

/** The next thing that only this reader can do. */
function Next({ page, at }: View) {
  const t = words(page.locale);
  const { voice, current, round } = at;
  const asked = round?.asked.find(({ partner }) => partner === voice?.partner.id);
  if (voice && round && !round.open && asked && !asked.sealedAt)
    return (
      <NextPanel
        title={t('next.worries', { partner: voice.partner.name })}
        action={
          <ButtonLink href={`/partnerships/${at.inside.partnership.id}/rounds/${round.id}`}>
            {t('worries.answer')}
          </ButtonLink>
        }
      >
        {t('next.worries.about')}
      </NextPanel>
    );
  return (
    <NextWord page={page} room={goOrHold} at={at}>
      {t(current?.proposal.choice === 'go' ? 'next.word.go' : 'next.word.hold')}
    </NextWord>
  );
}

/** Where it is done what is no step of the path. */
const placeOf: Readonly<Record<string, string>> = { roles: 'roles', leads: 'people', 'to-dos': 'to-dos' };

/** What the house can count by itself; each leads to where it is done. */
function InPlace({ page, at }: View) {
  const t = words(page.locale);
  const { inPlace, inside } = at;
  const base = `/partnerships/${inside.partnership.id}`;
  const lines = linesInPlace({ locale: page.locale, day: (at) => page.day(at) }, inPlace);
  return (
    <Section title={t('place')}>
      <p class="text">{t('place.about', { n: lines.filter(({ yes }) => yes).length, of: lines.length })}</p>
      <Ticks>
        {lines.map(({ key, yes, say }) => (
          <Tick key={key} sign={yes ? 'yes' : 'no'}>
            <span class="ds-sr-only">{t(yes ? 'place.yes' : 'place.no')} </span>
            {say}{' '}
            <span class="on-screen">
              <Link href={`${base}/${placeOf[key] ?? `path/${key}`}`}>{t(`place.look.${key}`)}</Link>
            </span>
          </Tick>
        ))}
      </Ticks>
    </Section>
  );
}

/** What each partner says of itself. */
function Ticked({ page, at }: View) {
  const t = words(page.locale);
  const path = `${pathOf(at.inside.partnership.id)}/checks`;
  const checkedBy = new Map(at.checks.map((one) => [one.partner, one]));
  const { voice, silent } = at;
  return (
    <Section title={t('checks')}>
      <p class="text">{t('checks.about')}</p>
      <Table
        caption={t('checks')}
        hideCaption
        columns={[
          { label: t('partner'), cell: ({ name }) => name },
          ...checks.map((check) => ({
            label: t(`check.${check}.short`),
            cell: ({ id }: { id: string; name: string }) =>
              !checkedBy.has(id)
                ? t('check.unsaid')
                : t(checkedBy.get(id)!.ticked.includes(check) ? 'check.yes' : 'check.no'),
          })),
          {
            label: t('check.when'),
            cell: ({ id }: { id: string; name: string }) => {
              const said = checkedBy.get(id);
              if (!said) return '';
              const facts = { day: page.day(said.at), who: said.byName ?? t('somebody') };
              return t(said.recorded ? 'check.recorded' : 'check.said', facts);
            },
          },
        ]}
        rows={at.joined.map(({ id, name }) => ({ id, name }))}
      />
      {(voice || silent.length > 0) && (
        <div class="row on-screen">
          {voice && (
            <ButtonLink href={path} variant="secondary">
              {t(checkedBy.has(voice.partner.id) ? 'checks.again' : 'checks.link', {
                partner: voice.partner.name,
              })}
            </ButtonLink>
          )}
          {silent.map(({ id, name }) => (
            <Link key={id} href={`${path}?partner=${id}`}>
              {t('checks.for', { partner: name })}
            </Link>
          ))}
        </div>
      )}
    </Section>
  );
}
