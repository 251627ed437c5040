import { guideOf } from '../../../guide/adapted.ts';
import { phases } from '../../../guide/elements.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Path } from '../actions.ts';
import { words } from '../messages/index.ts';
import { isChosen } from '../rules.ts';
import { pathOf, StepState, textOfStep } from './parts.tsx';

/** The whole path of a partnership: the one step that is next, and where all others stand. */
export function PathPage({ page, path }: { page: Page; path: Path }) {
  const t = words(page.locale);
  const { phases: texts } = guideOf(page.city, page.locale);
  const { partnership } = path.inside;
  const agreed = path.steps.filter(({ state }) => state === 'agreed').length;
  return (
    <InsidePage frame={page.frame} title={t('title')} partnership={partnership}>
      <Intro title={t('title')} lead={t('lead', { n: agreed, all: path.steps.length })} />
      <Stack gap="12">
        <Next page={page} path={path} />
        {phases.map((phase) => (
          <Section key={phase} title={texts[phase].name} id={phase}>
            <p class="text quiet">{texts[phase].about}</p>
            <Lines>
              {path.steps
                .filter((step) => step.phase === phase)
                .map((step) => (
                  <Line
                    key={step.id}
                    href={pathOf(partnership.id, step.id)}
                    title={textOfStep(page, step).name}
                    facts={[<StepState page={page} step={step} />]}
                  />
                ))}
            </Lines>
          </Section>
        ))}
        <div class="row">
          <Link href="/guide">{t('guide.all')}</Link>
          <Link href="/guide/method">{t('method')}</Link>
        </div>
      </Stack>
    </InsidePage>
  );
}

function Next({ page, path: { next, inside } }: { page: Page; path: Path }) {
  const t = words(page.locale);
  if (!next)
    return (
      <NextPanel for="all" tag={t('next.tag')} title={t('next.none')}>
        {t('next.none.about')}
      </NextPanel>
    );
  const text = textOfStep(page, next);
  return (
    <NextPanel
      for="all"
      tag={t(isChosen(next) ? 'next.chosen' : 'next.tag')}
      title={text.name}
      action={
        <ButtonLink href={pathOf(inside.partnership.id, next.id)}>
          {t(`next.do.${wayOf(next.state)}`)}
        </ButtonLink>
      }
      note={text.time}
    >
      {text.why}
    </NextPanel>
  );
}

const wayOf = (state: string) => (state === 'none' ? 'begin' : state === 'begun' ? 'go-on' : 'again');
