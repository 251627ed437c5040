import type { VNode } from 'preact';
import { findLesson, lessonsIn } from '../../../guide/lessons.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { languageName, listed } from '../../../platform/i18n/names.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayKeepTrainings } from '../access.ts';
import { words } from '../messages/index.ts';
import { linkOf, titleOf } from '../rules.ts';
import type { Training } from '../store.ts';

/** "Tuesday, 9 June 2026, 18:00 to 20:00", by the clocks of the city. */
function whenOf(page: Page, { begins_at, ends_at }: Pick<Training, 'begins_at' | 'ends_at'>): string {
  const { timeZone } = page.city;
  return words(page.locale)('when.of', {
    day: writeDate(begins_at, 'weekdayOfYear', { locale: page.locale, timeZone }),
    from: timeOf(begins_at, timeZone),
    until: timeOf(ends_at, timeZone),
  });
}

function placeOf(page: Page, { place }: Pick<Training, 'place'>) {
  const href = linkOf(place);
  return href ? <Link href={href}>{words(page.locale)('place.online')}</Link> : place;
}

const languagesOf = (page: Page, { languages }: Pick<Training, 'languages'>) =>
  listed(
    languages.map((tag) => languageName(tag, page.locale)),
    page.locale,
  );

/** The nearest few, in a line or two each: in an aside. */
export function BriefTrainings({ page, trainings }: { page: Page; trainings: readonly Training[] }) {
  if (trainings.length === 0) return null;
  return (
    <ul class="stack" data-gap="2">
      {trainings.map((training) => (
        <li key={training.id}>
          <Link href={`/training/${training.id}`}>{whenOf(page, training)}</Link>
          <br />
          <span class="small quiet">{titleOf(training, page.locale)}</span>
        </li>
      ))}
    </ul>
  );
}

/** On the home page, while one is to come. */
export function homeSection(page: Page, nearest: readonly Training[]): VNode | undefined {
  const t = words(page.locale);
  if (nearest.length === 0) return undefined;
  return (
    <Section title={t('training')} ruled>
      <BriefTrainings page={page} trainings={nearest} />
      <p class="small">
        <Link href="/training">{t('training.all')}</Link>
      </p>
    </Section>
  );
}

/** All sessions that are to come, the nearest first; also those that were cancelled, with the reason. */
export function TrainingsPage({ page, trainings }: { page: Page; trainings: Part<Training> }) {
  const t = words(page.locale);
  const keeps = mayKeepTrainings(page.scope);
  const { shown, last } = trainings;
  const crumbs = [
    { href: '/guide', label: t('guide') },
    { href: '/guide/lessons', label: t('title') },
    { label: t('training') },
  ];
  return (
    <Layout frame={page.frame} title={t('training')} crumbs={crumbs}>
      <Stack gap="12">
        <Intro title={t('training')} lead={t('training.about')} />
        {shown.length === 0 ? (
          <Empty
            title={t('empty')}
            link={
              keeps ? (
                <ButtonLink href="/training/new">{t('add')}</ButtonLink>
              ) : (
                <Link href="/guide/lessons">{t('empty.link')}</Link>
              )
            }
          >
            {t('empty.next')}
          </Empty>
        ) : (
          <Stack gap="4">
            <Lines label={t('training')}>
              {shown.map((training) => (
                <Line
                  key={training.id}
                  level={2}
                  href={`/training/${training.id}`}
                  title={whenOf(page, training)}
                  facts={[placeOf(page, training), languagesOf(page, training)]}
                >
                  <p class="text">{titleOf(training, page.locale)}</p>
                  {training.cancelled_at && <Cancelled page={page} training={training} />}
                </Line>
              ))}
            </Lines>
            <Pager href={last && `/training?after=${last.id}`} />
          </Stack>
        )}
        {keeps && shown.length > 0 && (
          <p>
            <ButtonLink href="/training/new" variant="secondary">
              {t('add')}
            </ButtonLink>
          </p>
        )}
      </Stack>
    </Layout>
  );
}

function Cancelled({ page, training }: { page: Page; training: Training }) {
  const { reason, reason_locale } = training;
  return (
    <p class="text">
      <Tag color="danger">{words(page.locale)('cancelled')}</Tag>{' '}
      <span lang={reason_locale && reason_locale !== page.locale ? reason_locale : undefined}>{reason}</span>
    </p>
  );
}

type OneProps = { page: Page; training: Training; form?: FormState };

/** One session: when, where, what it is about, and how to come. */
export function TrainingPage({ page, training, form }: OneProps) {
  const t = words(page.locale);
  const title = titleOf(training, page.locale);
  const over = training.ends_at <= page.now;
  const keeps = mayKeepTrainings(page.scope) && !over;
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={[{ href: '/training', label: t('training') }, { label: title }]}
      {...(form && { errors: form.errors })}
    >
      <Intro title={title} lead={whenOf(page, training)} state={t('session')} />
      {(over || training.cancelled_at) && (
        <Notice tone="warning">
          <p>{t(over ? 'over' : 'cancelled.notice')}</p>
          {!over && <Cancelled page={page} training={training} />}
        </Notice>
      )}
      {keeps ? (
        <Split aside={<Keeping page={page} training={training} {...(form && { form })} />}>
          <Matter page={page} training={training} />
        </Split>
      ) : (
        <Stack gap="12">
          <Matter page={page} training={training} />
        </Stack>
      )}
    </Layout>
  );
}

/** When it is over, calendars need it no more. */
function Matter({ page, training }: { page: Page; training: Training }) {
  const t = words(page.locale);
  const texts = lessonsIn(page.locale);
  return (
    <>
      <Facts
        facts={[
          { term: t('place'), value: placeOf(page, training) },
          { term: t('languages'), value: languagesOf(page, training) },
          Object.keys(training.coming).length > 0 && {
            term: t('coming'),
            value: (
              <span class="written">
                <Spoken text={training.coming} fallback={page.city.defaultLocale} />
              </span>
            ),
          },
          training.seats !== null && { term: t('seats'), value: t('seats.n', { n: training.seats }) },
        ]}
      />
      {training.ends_at > page.now && (
        <p>
          <a class="ds-link" href={`/training/${training.id}/session.ics`} download data-turbo="false">
            {t('calendar')}
          </a>
        </p>
      )}
      <Section title={t('lessons.of')}>
        <p class="text quiet">{t('lessons.before')}</p>
        <Lines>
          {training.lessons.filter(findLesson).map((id) => (
            <Line key={id} href={`/guide/lessons/${id}`} title={texts[id].title}>
              {texts[id].about}
            </Line>
          ))}
        </Lines>
      </Section>
    </>
  );
}

/** For administrators: change it, cancel it with a reason, take that back. */
function Keeping({ page, training, form }: OneProps) {
  const t = words(page.locale);
  const path = `/training/${training.id}`;
  return (
    <Section title={t('administer')} ruled>
      <p>
        <Link href={`${path}/edit`}>{t('edit')}</Link>
      </p>
      {training.cancelled_at ? (
        <Form action={`${path}/return`}>
          <Button variant="secondary">{t('restore')}</Button>
        </Form>
      ) : (
        <More summary={t('cancel')} open={form !== undefined}>
          <Form action={`${path}/cancellation`} {...(form && { state: form })}>
            <TextArea name="reason" label={t('reason')} help={t('reason.help')} rows={2} />
            <SubmitRow>
              <Button variant="secondary" color="danger">
                {t('cancel.do')}
              </Button>
            </SubmitRow>
          </Form>
        </More>
      )}
    </Section>
  );
}
