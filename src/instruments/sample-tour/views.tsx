import type { VNode } from 'preact';
import type { Page } from '../../platform/http/page.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { SampleMails } from '../../ui/sample-mails.tsx';
import { Section } from '../../ui/section.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { words } from './messages/index.ts';
import { type Places, placeFrom, stops, whoTakesPart } from './rules.ts';

type Props = {
  page: Page;
  /** Where it goes; undefined for who cannot walk it. */
  places: Places | undefined;
  declined: boolean;
};

/** What the tour shows, and its beginning; or whom to sign in as. */
export function TourPage({ page, places, declined }: Props) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('title')} size="sm" hidden>
      <Intro title={t('title')} lead={t('lead')} />
      <Stack gap="12">
        {places ? (
          <Row>
            <ButtonLink href={`/tour/${placeFrom('overview', places).n}`}>{t('begin')}</ButtonLink>
          </Row>
        ) : (
          <SignInFirst page={page} />
        )}
        <Section title={t('stops')}>
          <ol class="text stack" data-gap="2">
            {stops.map((stop) => (
              <li key={stop}>
                <strong>{t(`${stop}.title`)}.</strong> {t(`${stop}.about`)}
              </li>
            ))}
          </ol>
        </Section>
        {declined && (
          <Form action="/tour/return">
            <Button variant="secondary">{t('return')}</Button>
          </Form>
        )}
      </Stack>
    </Layout>
  );
}

function SignInFirst({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Section title={t('who')}>
      <p class="text">{t(page.person ? 'who.other' : 'who.about')}</p>
      <ul>
        {whoTakesPart.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      <p class="text">{t('who.password')}</p>
      {page.frame.city.mails && (
        <>
          <p class="text">{t('who.link')}</p>
          <SampleMails frame={page.frame} />
        </>
      )}
      {page.person ? (
        <p>
          <Link href="/account">{t('who.account')}</Link>
        </p>
      ) : (
        <p>
          <ButtonLink href="/sign-in?next=%2Ftour%2F1">{t('who.do')}</ButtonLink>
        </p>
      )}
    </Section>
  );
}

/** On the home page and the desk of a sample city, until somebody says that they do not want it. */
export function offer(page: Page, ruled: boolean): VNode {
  const t = words(page.locale);
  return (
    <Section title={t('title')} {...(ruled ? { ruled } : { size: 'xs', gap: '2' })}>
      <p class="text small">{t('lead')}</p>
      <Row>
        <ButtonLink href="/tour" variant="secondary">
          {t('offer')}
        </ButtonLink>
        {page.person && (
          <Form action="/tour/decline">
            <Button variant="tertiary">{t('decline')}</Button>
          </Form>
        )}
      </Row>
    </Section>
  );
}
