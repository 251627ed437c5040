import { openSince } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { mayState } from '../access.ts';
import { words } from '../messages/index.ts';
import { standings } from '../rules.ts';
import { Standing, type StandingProps } from './standing.tsx';

/** The three outcomes in plain words, before anybody has to choose one. */
export function Three({ page }: { page: Page }) {
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

/** Once a gate was open: where do we stand, and where does each stand? */
export function AfterOpening({ at, ...standing }: StandingProps & { at: InRound | undefined }) {
  return (
    <>
      {at?.round.id === standing.opened && <Next {...standing} since={openSince(at.round)} />}
      <Standing {...standing} />
    </>
  );
}

function Next({ page, inside, opened, outcomes, since }: StandingProps & { since: Date }) {
  const t = words(page.locale);
  const { mine, partnership } = inside;
  const said = outcomes.some(({ partner, at }) => partner === mine?.id && at >= since);
  if (!mine || said || !mayState(page.scope, inside, mine.id, false)) return null;
  const href = `/partnerships/${partnership.id}/gate/${opened}/outcomes/${mine.id}`;
  return (
    <NextPanel
      title={t('next', { partner: mine.name })}
      action={<ButtonLink href={href}>{t('next.do')}</ButtonLink>}
    >
      {t('next.about')}
    </NextPanel>
  );
}
