import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { inUse, type Own } from '../actions.ts';
import { words } from '../messages/index.ts';
import { mostGoals } from '../rules.ts';
import { FitFrame, fitPath, fitWords, Goals } from './parts.tsx';

/** What a partner wants anyway, for its own people; the way to rate, and all it has rated. */
export function OwnPage(props: Own & { page: Page; state: FormState | undefined }) {
  const { page, inside, partner, owns, goals, summaries, state } = props;
  const t = words(page.locale);
  const path = `${fitPath(inside)}/own`;
  const ready = inUse(owns).length > 0 && inUse(goals).length > 0;
  const title = t('own', { partner: partner.name });
  return (
    <FitFrame page={page} inside={inside} title={title} errors={state?.errors}>
      <Stack gap="12">
        <Intro title={title} lead={t('own.lead')} />
        <Split aside={<WhoSees page={page} />}>
          {ready && (
            <NextPanel
              title={t(summaries.length > 0 ? 'rate.again' : 'rate')}
              action={<ButtonLink href={`${path}/rating`}>{t('rate.do')}</ButtonLink>}
            >
              {t('rate.about')}
            </NextPanel>
          )}
          {inUse(goals).length === 0 && (
            <p class="text">
              {t('own.no-goals')} <Link href={`${fitPath(inside)}#goals`}>{t('own.no-goals.do')}</Link>
            </p>
          )}
          <Section title={t('own.goals')}>
            <Goals page={page} goals={owns} path={`${path}/goals`} may label={t('own.goals')} />
            {inUse(owns).length < mostGoals && (
              <Form action={`${path}/goals`} state={state}>
                <Field name="goal" label={t('own.goal')} help={t('own.goal.help')} />
                <SubmitRow>
                  <Button variant={ready ? 'secondary' : 'primary'}>{t('own.do')}</Button>
                </SubmitRow>
              </Form>
            )}
          </Section>
          {summaries.length > 0 && (
            <Section title={t('own.ratings')}>
              <Table
                caption={t('own.ratings')}
                hideCaption
                columns={[
                  {
                    label: t('rated'),
                    cell: ({ at, rating }) => <Link href={`${path}/ratings/${rating}`}>{page.day(at)}</Link>,
                  },
                  { label: t('fit'), cell: (one) => [fitWords(one, page), one.fell && ` · ${t('fell')}`] },
                  { label: t('tensions.n'), numeric: true, cell: ({ tensions }) => tensions },
                ]}
                rows={summaries}
              />
            </Section>
          )}
        </Split>
      </Stack>
    </FitFrame>
  );
}

export function WhoSees({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Section title={t('who-sees')} ruled>
      <Ticks small>
        <Tick sign="lock">{t('who-sees.own')}</Tick>
        <Tick sign="eye">{t('who-sees.all')}</Tick>
        <Tick sign="people">{t('who-sees.shared')}</Tick>
      </Ticks>
    </Section>
  );
}
