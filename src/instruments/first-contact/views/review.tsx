import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Heading } from '../../../ui/heading.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SampleMails } from '../../../ui/sample-mails.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { Trap } from '../../../ui/trap.tsx';
import { words } from '../messages/index.ts';
import { type Step, stepsOf } from '../rules.ts';
import type { Brief } from '../store/briefs.ts';
import type { Unit } from '../store/units.ts';
import { dateWords, nameOf, Said } from './said.tsx';

export type ReviewView = {
  brief: Brief;
  guest: boolean;
  unit: Unit | undefined;
  goal: { title: Localised } | undefined;
  organisation: Unit | undefined;
  /** The step that still lacks something. */
  missing: Step | undefined;
  /** A guest's own way back to the page. */
  link: string | undefined;
  canMail: boolean;
  form?: FormState;
};

/** The whole page to read through, and the button that sends it. */
export function ReviewPage({ page, view }: { page: Page; view: ReviewView }) {
  const { brief } = view;
  if (brief.sentAt) return <WaitingPage page={page} view={view} />;
  const t = words(page.locale);
  const title = t(view.missing ? 'review.title.unfinished' : 'review.title');
  const name = nameOf(view.unit, page);
  const base = `/briefs/${brief.id}`;
  const noMail = view.guest && !view.canMail;
  return (
    <Layout frame={page.frame} title={title} errors={view.form?.errors ?? {}} hidden>
      <Stack gap="6">
        <Intro
          title={title}
          lead={
            view.missing
              ? t('review.lead.unfinished')
              : name
                ? t('review.lead', { name })
                : t('review.no-unit')
          }
        />
        <Sheet page={page} view={view} />
        <Facts
          facts={[
            view.guest && { term: t('review.email'), value: brief.content.email || t('review.email.none') },
            {
              term: t('open.title'),
              value: t(brief.content.open === 'yes' ? 'review.open' : 'review.closed'),
            },
            // Whoever wants to meet says so in the letter above.
            brief.content.meet === 'no' && { term: t('meet.label'), value: t('meet.no') },
          ]}
        />
        <Row>
          <Link href={`${base}/unit`}>{t('review.unit')}</Link>
          {stepsOf[brief.kind].map((step) => (
            <Link key={step} href={`${base}/steps/${step}`}>
              {t(`review.change.${step}`)}
            </Link>
          ))}
        </Row>
        {noMail && (
          <Notice tone="warning">
            <p>{t('review.noMail')}</p>
          </Notice>
        )}
        {view.missing ? (
          <ButtonLink href={`${base}/steps/${view.missing}`}>{t('review.goOn')}</ButtonLink>
        ) : (
          !noMail && (
            <Form action={`${base}/sending`} state={view.form}>
              {view.guest && <Trap />}
              <Row>
                <Button>{t(view.guest ? 'review.send.guest' : 'review.send', { name })}</Button>
                <span class="quiet small">
                  {t(view.guest ? 'review.send.guest.note' : 'review.send.note')}
                </span>
              </Row>
            </Form>
          )
        )}
        {view.link && (
          <Section title={t('link.title')} size="xs" gap="2">
            <p class="text">{t('link.lead')}</p>
            <p class="text small">
              <Link href={view.link}>{view.link}</Link>
            </p>
          </Section>
        )}
        <Dialog
          id="throw-away"
          title={t('drop.title')}
          open={t('drop.open')}
          cancel={t('drop.cancel')}
          danger
        >
          <Form action={`${base}/removal`}>
            <Button variant="secondary" color="danger">
              {t('drop.do')}
            </Button>
          </Form>
        </Dialog>
      </Stack>
    </Layout>
  );
}

/** What the unit will read. */
export function Sheet({
  page,
  view,
}: {
  page: Page;
  view: Pick<ReviewView, 'brief' | 'unit' | 'goal' | 'organisation'>;
}) {
  const t = words(page.locale);
  const { content } = view.brief;
  const language = content.language ?? 'und';
  const part = (title: string, text: string | undefined) =>
    text && (
      <Section title={title} level={3} size="xs" gap="2">
        <Said written={{ [language]: text }} page={page} />
      </Section>
    );
  const from = view.organisation
    ? nameOf(view.organisation, page)
    : [content.name, content.group].filter(Boolean).join(', ');
  return (
    <Letter
      head={view.unit && t('sheet.to', { name: nameOf(view.unit, page) })}
      foot={from && t('sheet.from', { name: from })}
    >
      <Heading level={2} size="md">
        {content.title || t('sheet.untitled')}
      </Heading>
      {part(t('want.title'), content.want)}
      {part(t('bring.title'), content.bring)}
      {part(t('ask.title'), content.ask)}
      {part(t('knownBy.title'), content.knownBy)}
      {part(t('meeting.title'), content.meeting)}
      {content.meet === 'yes' && !content.meeting && (
        <Section title={t('meeting.title')} level={3} size="xs" gap="2">
          <p class="text">{t('meeting.open')}</p>
        </Section>
      )}
      <Facts
        facts={[
          view.goal && { term: t('goal.title'), value: page.text(view.goal.title) },
          content.neededBy !== undefined && {
            term: t('neededBy.title'),
            value: dateWords(content.neededBy, page),
          },
        ]}
      />
    </Letter>
  );
}

/** A guest's page between sending and the confirmed address. */
function WaitingPage({ page, view }: { page: Page; view: ReviewView }) {
  const t = words(page.locale);
  const { brief } = view;
  const title = t(brief.heldAt ? 'held.title' : 'waiting.title');
  const address = brief.content.email ?? '';
  return (
    <Layout frame={page.frame} title={title} errors={view.form?.errors ?? {}} hidden>
      <Stack gap="6">
        <Intro title={title} lead={t(brief.heldAt ? 'held.lead' : 'waiting.lead', { address })} />
        {brief.heldAt ? (
          <p class="text">{t('held.back')}</p>
        ) : (
          <>
            <SampleMails frame={page.frame} />
            <p class="text">{t('waiting.none')}</p>
            <Row>
              <Form action={`/briefs/${brief.id}/sending`} state={view.form}>
                <Trap />
                <Button variant="secondary">{t('waiting.again')}</Button>
              </Form>
              <Link href={`/briefs/${brief.id}/steps/writer`}>{t('waiting.correct')}</Link>
            </Row>
          </>
        )}
      </Stack>
    </Layout>
  );
}
