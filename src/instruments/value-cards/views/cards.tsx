import type { VNode } from 'preact';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import type { Organisation } from '../../directory/store/tables.ts';
import { words } from '../messages/index.ts';
import { parts } from '../rules.ts';
import type { Card } from '../store.ts';

/** Whom to turn to: what the organisation shows on its page, and where that is, for those who hold paper. */
export type Reach = { organisation: Organisation; address: string };

function contactFacts(page: Page, { organisation, address }: Reach): Fact[] {
  const t = words(page.locale);
  const { contact, email, email_shown } = organisation;
  const text = (said: Localised | undefined) =>
    said && <Spoken text={said} fallback={page.city.defaultLocale} />;
  return [
    { term: t('contact.person'), value: text(contact.role) },
    { term: t('contact.phone'), value: contact.phone },
    {
      term: t('contact.email'),
      value: email_shown && email ? <Link href={`mailto:${email}`}>{email}</Link> : undefined,
    },
    { term: t('contact.visit'), value: text(contact.visit) },
    {
      term: t('contact.page'),
      value: <Link href={`/organisations/${organisation.slug}`}>{address.replace(/^https?:\/\//, '')}</Link>,
    },
  ];
}

/** The sheet: on the screen, and alone on the paper. */
export function CardPage({
  page,
  card,
  reach,
  edits,
  department,
}: {
  page: Page;
  card: Card;
  reach: Reach;
  edits: boolean;
  department: string | undefined;
}) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  const title = page.text(card.title);
  const organisation = page.text(card.organisation_name);
  const address = `/organisations/${card.organisation_slug}`;
  return (
    <Layout
      frame={page.frame}
      title={title}
      hidden={card.audience !== 'public'}
      crumbs={[
        { href: '/who-does-what', label: t('directory') },
        { href: address, label: organisation },
        { label: title },
      ]}
    >
      <Stack gap="6">
        <Letter
          head={<Spoken text={card.organisation_name} fallback={fallback} />}
          foot={<Foot page={page} card={card} department={department} />}
        >
          <Heading level={1}>
            <Spoken text={card.title} fallback={fallback} />
          </Heading>
          {card.goal_title && (
            <p>
              {t('serves')}{' '}
              <Link href={`/goals/${card.goal_id}`}>
                <Spoken text={card.goal_title} fallback={fallback} />
              </Link>
            </p>
          )}
          {parts.map(
            (part) =>
              Object.keys(card[part]).length > 0 && (
                <Section key={part} title={t(`part.${part}`)} size="xs">
                  <p class="text written">
                    <Spoken text={card[part]} fallback={fallback} />
                  </p>
                </Section>
              ),
          )}
          <Section title={t('contact')} size="xs">
            <Facts facts={contactFacts(page, reach)} across />
          </Section>
        </Letter>
        <PrintButton />
        {edits && (
          <Row>
            <ButtonLink href={`/value-cards/${card.id}/edit`} variant="secondary">
              {t('edit')}
            </ButtonLink>
            <Dialog id="remove" title={t('remove.title')} open={t('remove')} cancel={t('remove.keep')} danger>
              <p>{t('remove.text')}</p>
              <Form action={`/value-cards/${card.id}/removal`}>
                <Button variant="secondary" color="danger">
                  {t('remove.do')}
                </Button>
              </Form>
            </Dialog>
          </Row>
        )}
      </Stack>
    </Layout>
  );
}

function Foot({ page, card, department }: { page: Page; card: Card; department: string | undefined }) {
  const t = words(page.locale);
  const date = page.day(card.changed_at);
  return (
    <p>
      {t('foot', { city: page.frame.city.name, date })} {card.audience === 'space' && t('shown.space')}
      {card.audience === 'counterparts' &&
        t('shown.counterparts', { department: department ?? t('shown.department') })}
    </p>
  );
}

export function cardsOfOrganisation(page: Page, cards: Part<Card>, addHref: string | undefined): VNode {
  const t = words(page.locale);
  return (
    <Section title={t('section')}>
      <CardLines page={page} cards={cards} withGoal />
      {addHref && (
        <p>
          <Link href={addHref}>{t(cards.shown.length === 0 ? 'add.first' : 'add')}</Link>
        </p>
      )}
    </Section>
  );
}

export function cardsForGoal(page: Page, cards: Part<Card>): VNode {
  return (
    <Section title={words(page.locale)('forGoal')}>
      <CardLines page={page} cards={cards} />
    </Section>
  );
}

function CardLines({ page, cards, withGoal }: { page: Page; cards: Part<Card>; withGoal?: boolean }) {
  const t = words(page.locale);
  const fallback = page.city.defaultLocale;
  if (cards.shown.length === 0) return null;
  return (
    <>
      <Lines>
        {cards.shown.map((card) => (
          <Line
            key={card.id}
            href={`/value-cards/${card.id}`}
            title={<Spoken text={card.title} fallback={fallback} />}
            facts={[
              withGoal ? (
                card.goal_title && <Spoken text={card.goal_title} fallback={fallback} />
              ) : (
                <Spoken text={card.organisation_name} fallback={fallback} />
              ),
              card.audience !== 'public' && t(`short.${card.audience}`),
            ]}
          >
            <p class="text written">
              <Spoken text={card.expertise} fallback={fallback} />
            </p>
          </Line>
        ))}
      </Lines>
      <Pager href={cards.last && `?cards=${cards.last.id}`} />
    </>
  );
}
