import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate, writeNearDate } from '../../../platform/i18n/dates.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import type { DeskItem, Proposal, RoomWork } from '../../../platform/instrument.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { daysUntil } from '../../desk/rules.ts';
import type { Inside } from '../actions.ts';
import { words } from '../messages/index.ts';
import { aboutWithin } from '../rules.ts';
import type { Facilitator, Partner, PartnerPerson, Partnership } from '../store.ts';
import { WhoIsIn } from './who-is-in.tsx';

export type OverviewView = {
  inside: Inside;
  shown: readonly Partner[];
  /** What waits for the reader here. */
  next: DeskItem | undefined;
  /** How much more waits for them here. */
  later: number;
  /** … or what could come next. */
  proposal: Proposal | undefined;
  people: readonly PartnerPerson[];
  facilitators: readonly Facilitator[];
  /** As whom partners were invited that have not said who they are: only for who facilitates. */
  invitedAs: ReadonlyMap<string, string>;
  vacant: ReadonlySet<string>;
  mayResume: boolean;
  /** What was agreed, is being asked and is to be done, as the other rooms say it. */
  standing: readonly VNode[];
  /** The rooms that were begun, and do not say that among these. */
  begun: readonly RoomWork[];
  /** What is read of it once it has ended, in the place of the above. */
  archive: readonly VNode[];
  /** What other rooms say beside it. */
  beside: readonly VNode[];
};

/** Where a partnership is, what comes next, and who is in. */
export function OverviewPage({ page, view }: { page: Page; view: OverviewView }) {
  const t = words(page.locale);
  const { inside, shown } = view;
  const { partnership, partners } = inside;
  const base = `/partnerships/${partnership.id}`;
  const named = { text: partnership.name, lang: partnership.locale };
  const crumbs = [
    { href: '/partnerships', label: t('partnerships') },
    { label: partnership.name, said: named },
  ];
  const facilitators = view.facilitators.map((one) => one.name);
  return (
    <Layout frame={page.frame} title={partnership.name} size="sm" crumbs={crumbs} hidden>
      <Intro
        title={<Quoted sentence={partnership.name} said={named} />}
        lead={<InTheirWords page={page} partnership={partnership} />}
        {...(partnership.locale !== page.locale && {
          state: t('language.other', { language: languageName(partnership.locale, page.locale) }),
        })}
      />
      <Stack gap="12">
        <Tabs items={page.frame.inside ?? []} label={partnership.name} />
        <Next page={page} view={view} />
        <Split
          aside={
            <>
              <Section title={t('about')} ruled>
                {partnership.place && <p lang={page.langOf(partnership.locale)}>{partnership.place}</p>}
                <p>{t('about.begun', { day: day(page, partnership.begunAt!) })}</p>
                {facilitators.length > 0 && (
                  <p>{t('about.facilitators', { names: facilitators.join(', ') })}</p>
                )}
                {inside.facilitates && (
                  <p class="on-screen">
                    <Link href={`${base}/edit`}>{t('edit')}</Link>
                  </p>
                )}
              </Section>
              {view.beside}
            </>
          }
        >
          {view.standing.length + view.begun.length > 0 && (
            <Section title={t('standing')}>
              <Lines label={t('standing')}>
                {view.standing}
                {view.begun.slice(0, mostBegun).map((work) => (
                  <Begun page={page} work={work} path={`${base}/${work.path}`} />
                ))}
              </Lines>
              {view.begun.length > mostBegun && (
                <p class="on-screen">
                  <Link href={`${base}/path`}>{t('begun.more', { n: view.begun.length - mostBegun })}</Link>
                </p>
              )}
            </Section>
          )}
          {view.archive}
          <Section title={t('who')}>
            <WhoIsIn page={page} view={view} />
            {shown.length < partners.length && (
              <p>{t('who.some', { shown: shown.length, all: partners.length })}</p>
            )}
            <p class="on-screen">
              <Link href={`${base}/people`}>{t('people.all')}</Link>
            </p>
          </Section>
        </Split>
      </Stack>
    </Layout>
  );
}

/** So many of what was begun in rooms are shown, the latest first: the path has them all. */
const mostBegun = 6;

function Begun({ page, work, path }: { page: Page; work: RoomWork; path: string }) {
  return <Line href={path} title={work.label(page.locale)} facts={[<StateOf page={page} work={work} />]} />;
}

function StateOf({ page, work: { begunAt, agreedAt, revisitOn } }: { page: Page; work: RoomWork }) {
  const t = words(page.locale);
  if (!agreedAt) return <State state="begun">{t('begun.since', { day: day(page, begunAt) })}</State>;
  const due = revisitOn !== null && revisitOn <= dayOf(page.now, page.city.timeZone);
  return (
    <State state={due ? 'revisit' : 'agreed'}>
      {t(due ? 'begun.revisit' : 'begun.agreed', { day: day(page, agreedAt) })}
    </State>
  );
}

/** The purpose, as it was written. */
function InTheirWords({ page, partnership }: { page: Page; partnership: Partnership }) {
  return <span lang={page.langOf(partnership.locale)}>{partnership.purpose}</span>;
}

/** One thing: what waits for the reader, before what could come next for all. */
function Next({ page, view }: { page: Page; view: OverviewView }) {
  const t = words(page.locale);
  const { inside, next, later, proposal, mayResume } = view;
  const { id, endedAt } = inside.partnership;
  if (endedAt) {
    return (
      <NextPanel
        for="all"
        title={t('ended', { day: day(page, endedAt) })}
        action={
          mayResume && (
            <Form action={`/partnerships/${id}/resumption`}>
              <Button variant="secondary">{t('resume')}</Button>
            </Form>
          )
        }
      >
        {t('ended.lead')}
      </NextPanel>
    );
  }
  if (next) {
    const about = aboutWithin(next.about, inside.partnership.name, page.locale);
    return (
      <NextPanel
        title={<Quoted sentence={next.title} said={next.said} />}
        action={<ButtonLink href={next.href}>{next.action}</ButtonLink>}
        note={next.due && <Due page={page} due={next.due} />}
      >
        {about && <p class="text">{about}</p>}
        {later > 0 && (
          <p>
            <Link href="/desk">{t('next.later', { n: later })}</Link>
          </p>
        )}
      </NextPanel>
    );
  }
  if (!proposal) {
    return (
      <NextPanel for="all" title={t('next.nothing')}>
        {t('next.nothing.about')}
      </NextPanel>
    );
  }
  const { step } = proposal;
  return (
    <NextPanel
      for="all"
      title={proposal.title}
      action={step && <ButtonLink href={step.href}>{step.action}</ButtonLink>}
    >
      {proposal.about}
    </NextPanel>
  );
}

function Due({ page, due }: { page: Page; due: Date }) {
  const t = words(page.locale);
  const { timeZone } = page.city;
  const day = writeNearDate(due, 'weekday', dayOf(page.now, timeZone), where(page));
  if (due >= page.now) return t('next.due', { day });
  return <span class="late">{t('next.late', { n: -daysUntil(due, page.now, timeZone), day })}</span>;
}

const where = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });

function day(page: Page, at: Date): string {
  return writeDate(at, 'long', where(page));
}
