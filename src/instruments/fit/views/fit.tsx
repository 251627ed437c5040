import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { ratesFor } from '../access.ts';
import { type Fit, inUse, latestOf } from '../actions.ts';
import { words } from '../messages/index.ts';
import { Falls, Talks } from './falls.tsx';
import { fitPath, fitWords, Goals } from './parts.tsx';

export type Shown = Fit & { page: Page; again: { form: string; state: FormState } | undefined };

/** How the goals of the partnership fit those of its partners, as far as all may see it. */
export function FitPage(shown: Shown) {
  const { page, inside, again } = shown;
  const t = words(page.locale);
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Next {...shown} />
        <Falls {...shown} />
        <Summaries {...shown} />
        <Tensions {...shown} />
        <Common {...shown} />
        <History {...shown} />
      </Stack>
    </InsidePage>
  );
}

/** To rate, for the people of a partner: for the first time, or after goals have changed. */
function Next({ page, inside, goals, summaries }: Shown) {
  const t = words(page.locale);
  const own = ratesFor(inside);
  if (!own || inUse(goals).length === 0) return null;
  const rated = summaries.some(({ partner }) => partner === own);
  if (rated)
    return (
      <p>
        <Link href={`${fitPath(inside)}/own`}>{t('own.link', { partner: inside.mine?.name ?? '' })}</Link>
      </p>
    );
  return (
    <NextPanel
      title={t('next', { partner: inside.mine?.name ?? '' })}
      action={<ButtonLink href={`${fitPath(inside)}/own`}>{t('next.do')}</ButtonLink>}
    >
      {t('next.about')}
    </NextPanel>
  );
}

/** One line for each partner: how many tensions, and the fit. What they rated stays with them. */
function Summaries({ page, inside, summaries }: Shown) {
  const t = words(page.locale);
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const latest = latestOf(summaries, joined);
  const of = (partner: string) => latest.find((one) => one.partner === partner);
  if (latest.length === 0) return null;
  return (
    <Section title={t('summary')} id="summary">
      <p class="text">{t('summary.about')}</p>
      <Table
        caption={t('summary')}
        hideCaption
        columns={[
          { label: t('partner'), cell: ({ name }) => name },
          {
            label: t('fit'),
            cell: ({ id }) => {
              const found = of(id);
              return found ? fitWords(found, page) : t('not-rated');
            },
          },
          { label: t('tensions.n'), numeric: true, cell: ({ id }) => of(id)?.tensions ?? '–' },
          {
            label: t('rated'),
            cell: ({ id }) => {
              const found = of(id);
              return found ? page.day(found.at) : '–';
            },
          },
        ]}
        rows={joined}
      />
    </Section>
  );
}

/** The tensions that partners share with all: what is to be talked about. */
function Tensions({ page, inside, summaries, tensions }: Shown) {
  const t = words(page.locale);
  const nameOf = (partner: string) => inside.partners.find(({ id }) => id === partner)?.name ?? '';
  const all = latestOf(summaries, inside.partners).reduce((sum, one) => sum + one.tensions, 0);
  if (all === 0) return null;
  const begin = (reason: string) =>
    `/partnerships/${inside.partnership.id}/differences/new?about=${encodeURIComponent(reason)}`;
  return (
    <Section title={t('tensions')} id="tensions">
      <p class="text">{t('tensions.about', { shared: tensions.length, all })}</p>
      {tensions.map(({ id, partner, reason, locale, goal, goalLocale }) => (
        <Stack key={id} gap="2">
          <p class="small">
            {nameOf(partner)} · {t('tension.with')} <span lang={page.langOf(goalLocale)}>{goal}</span>
          </p>
          <Quote lang={page.langOf(locale)}>{reason}</Quote>
          {inside.contributes && (
            <p class="small on-screen">
              <Link href={begin(reason)}>
                {t('tension.work')}
                <span class="ds-sr-only">: {reason}</span>
              </Link>
            </p>
          )}
        </Stack>
      ))}
    </Section>
  );
}

/** What the partnership wants: sections of the vision that all agreed on, and goals in own words. */
function Common({ page, inside, goals, parts, again }: Shown) {
  const t = words(page.locale);
  const path = `${fitPath(inside)}/goals`;
  const none = inUse(goals).length === 0;
  const form = (
    <Form action={path} state={again?.form === 'goals' ? again.state : undefined}>
      {parts.length > 0 && (
        <Checkboxes
          name="sections"
          label={t('sections')}
          help={t('sections.help')}
          options={parts.map(({ id, text, locale }) => ({
            value: id,
            label: text,
            ...(locale !== page.locale && { lang: locale }),
          }))}
        />
      )}
      <Field name="goal" label={t('goal')} help={t('goal.help')} optional={parts.length > 0} />
      <SubmitRow>
        <Button variant={none ? 'primary' : 'secondary'}>{t('goals.do')}</Button>
      </SubmitRow>
    </Form>
  );
  return (
    <Section title={t('goals')} id="goals">
      <p class="text">{t(none ? 'goals.none' : 'goals.about')}</p>
      <Goals page={page} goals={goals} path={path} may={inside.contributes} label={t('goals')} />
      {inside.contributes &&
        (none ? (
          form
        ) : (
          <More summary={t('goals.add')} open={again?.form === 'goals'}>
            {form}
          </More>
        ))}
    </Section>
  );
}

/** Every rating there was: when, by whom, how it came out. */
function History({ page, inside, summaries }: Shown) {
  const t = words(page.locale);
  if (summaries.length < 2) return null;
  const nameOf = (partner: string) => inside.partners.find(({ id }) => id === partner)?.name ?? t('gone');
  return (
    <More summary={t('history')}>
      <Table
        caption={t('history')}
        hideCaption
        columns={[
          { label: t('rated'), cell: ({ at }) => page.day(at) },
          { label: t('partner'), cell: ({ partner }) => nameOf(partner) },
          { label: t('fit'), cell: (one) => [fitWords(one, page), one.fell && ` · ${t('fell')}`] },
          { label: t('tensions.n'), numeric: true, cell: ({ tensions }) => tensions },
        ]}
        rows={summaries}
      />
      <Talks page={page} inside={inside} summaries={summaries} />
    </More>
  );
}
