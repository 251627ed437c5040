import type { VNode } from 'preact';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { sdgGoalOf } from '../rules.ts';
import type { Goal } from '../store.ts';

/** All goals of the city, the nearest first. */
export function GoalsPage({
  page,
  goals,
  retired,
}: {
  page: Page;
  goals: Part<Goal>;
  /** For those who keep the register. */
  retired: Part<Goal> | undefined;
}) {
  const t = words(page.locale);
  const title = t('title');
  const keeps = page.scope.administers;
  return (
    <Layout frame={page.frame} title={title}>
      <Stack gap="12">
        <Intro title={title} lead={t('lead')} />
        {goals.shown.length === 0 ? (
          <Empty
            title={t('empty')}
            link={
              keeps ? (
                <ButtonLink href="/goals/new">{t('add')}</ButtonLink>
              ) : (
                <Link href="/who-does-what">{t('empty.link')}</Link>
              )
            }
          >
            {t('empty.next')}
          </Empty>
        ) : (
          <Stack gap="4">
            <GoalLines page={page} goals={goals.shown} />
            <Pager href={goals.last && `/goals?after=${goals.last.id}`} />
          </Stack>
        )}
        {keeps && goals.shown.length > 0 && (
          <p>
            <ButtonLink href="/goals/new" variant="secondary">
              {t('add')}
            </ButtonLink>
          </p>
        )}
        {retired && retired.shown.length > 0 && (
          <Section title={t('retired.list')}>
            <GoalLines page={page} goals={retired.shown} />
            <Pager href={retired.last && `/goals?retired=${retired.last.id}`} />
          </Section>
        )}
      </Stack>
    </Layout>
  );
}

export function GoalLines({ page, goals, owned }: { page: Page; goals: readonly Goal[]; owned?: boolean }) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  return (
    <Lines>
      {goals.map((goal) => (
        <Line
          key={goal.id}
          level={owned ? 3 : 2}
          href={`/goals/${goal.id}`}
          title={<Spoken text={goal.title} fallback={fallback} />}
          facts={[
            goal.due_year && t('dueBy', { year: String(goal.due_year) }),
            !owned && goal.owner_name && <Spoken text={goal.owner_name} fallback={fallback} />,
          ]}
        >
          <p class="text written">
            <Spoken text={goal.target} fallback={fallback} />
          </p>
        </Line>
      ))}
    </Lines>
  );
}

export function GoalPage({ page, goal, sections }: { page: Page; goal: Goal; sections: readonly VNode[] }) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  return (
    <Layout
      frame={page.frame}
      title={page.text(goal.title)}
      crumbs={[{ href: '/goals', label: t('title') }, { label: page.text(goal.title) }]}
    >
      <Intro
        title={<Spoken text={goal.title} fallback={fallback} />}
        state={goal.due_year ? t('dueBy', { year: String(goal.due_year) }) : undefined}
        lead={<Spoken text={goal.target} fallback={fallback} />}
      />
      {goal.retired_at && (
        <Notice tone="warning">
          <p>{t('retired.notice')}</p>
        </Notice>
      )}
      <Split aside={<GoalAside page={page} goal={goal} />}>
        {sections.length > 0 ? sections : <p class="quiet">{t('nobodyYet')}</p>}
      </Split>
    </Layout>
  );
}

function GoalAside({ page, goal }: { page: Page; goal: Goal }) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  return (
    <>
      <Section title={t('facts')} ruled>
        <Facts
          facts={[
            goal.owner_name && {
              term: t('owner'),
              value: (
                <Link href={`/organisations/${goal.owner_slug}`}>
                  <Spoken text={goal.owner_name} fallback={fallback} />
                </Link>
              ),
            },
            Object.keys(goal.plan).length > 0 && {
              term: t('plan'),
              value: <Spoken text={goal.plan} fallback={fallback} />,
            },
            goal.strategies.length > 0 && {
              term: t('strategies'),
              value: goal.strategies.map((one) => t(`strategy.${one}`)).join(', '),
            },
            goal.sdg.length > 0 && { term: t('sdg'), value: <SdgList page={page} codes={goal.sdg} /> },
          ].map((fact) => fact || null)}
        />
      </Section>
      {page.scope.administers && (
        <Section title={t('administer')} ruled>
          <p>
            <Link href={`/goals/${goal.id}/edit`}>{t('edit')}</Link>
          </p>
          <Form action={`/goals/${goal.id}/${goal.retired_at ? 'return' : 'retirement'}`}>
            <Button variant="tertiary">{t(goal.retired_at ? 'return' : 'retire')}</Button>
          </Form>
        </Section>
      )}
    </>
  );
}

function SdgList({ page, codes }: { page: Page; codes: readonly string[] }) {
  const t = words(page.locale);
  return (
    <>
      {codes.map((code, n) => (
        <>
          {n > 0 && <br />}
          {code} {t(`sdg.${sdgGoalOf(code)}` as 'sdg.1')}
        </>
      ))}
    </>
  );
}

/** On the page of the organisation that answers for them. */
export function ownedGoals(page: Page, goals: readonly Goal[]): VNode {
  return (
    <Section title={words(page.locale)('owned')}>
      <GoalLines page={page} goals={goals} owned />
    </Section>
  );
}
