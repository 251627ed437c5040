import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { listed } from '../../../platform/i18n/names.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Progress } from '../arriving.ts';
import { words } from '../messages/index.ts';
import type { About, State } from '../rules.ts';
import type { FoundArrival } from '../store.ts';

const imports = '/settings/partnership-imports';

type Props = { page: Page; arrival: FoundArrival; state: State; progress: Progress | undefined };

/** One file: what it would bring, how far it is, or what came of it. */
export function ArrivalPage({ page, arrival, state, progress }: Props) {
  const t = words(page.locale);
  const { about, fault } = arrival;
  const { name } = about;
  const back = (
    <p>
      <ButtonLink variant="secondary" href={imports}>
        {t('again')}
      </ButtonLink>
    </p>
  );
  if (state === 'looked') return <Preview page={page} arrival={arrival} />;
  if (state === 'going') {
    return (
      <Frame page={page} title={t('going', { name })} lead={t('going.lead')}>
        <p role="status">{t(`going.${progress?.step ?? 'gathering'}`, { done: 0, of: 0, ...progress })}</p>
      </Frame>
    );
  }
  if (state === 'lost') {
    return (
      <Frame page={page} title={t('lost')} lead={t('lost.lead')}>
        <BringIn page={page} id={arrival.id} />
      </Frame>
    );
  }
  if (state === 'refused' || state === 'dropped') {
    return (
      <Frame page={page} title={t('refused')} lead={t('refused.lead')}>
        {fault && (
          <Notice tone="warning">
            <p>{t(`fault.${fault.fault}`, fault.values)}</p>
          </Notice>
        )}
        {back}
      </Frame>
    );
  }
  return (
    <Frame
      page={page}
      title={t(state === 'new' ? 'done.new' : 'done.same', { name })}
      lead={t(`done.${state}.lead`, { n: about.entries })}
    >
      {state === 'new' && (
        <>
          <p class="text">{t('done.next')}</p>
          <Fitted about={about} />
          <People page={page} about={about} />
        </>
      )}
      {back}
    </Frame>
  );
}

type FrameProps = { page: Page; title: string; lead?: string; children: ComponentChildren };

function Frame({ page, title, lead, children }: FrameProps) {
  const t = words(page.locale);
  const crumbs = [
    { href: '/settings', label: t('settings') },
    { href: imports, label: t('import') },
    { label: title },
  ];
  return (
    <Layout frame={page.frame} title={title} size="sm" crumbs={crumbs} hidden>
      <Intro title={title} lead={lead} />
      <Stack gap="6">{children}</Stack>
    </Layout>
  );
}

function Preview({ page, arrival }: { page: Page; arrival: FoundArrival }) {
  const t = words(page.locale);
  const { id, about } = arrival;
  const day = page.day(new Date(about.made));
  const from = t('arrival.from', { city: about.from, day });
  return (
    <Frame
      page={page}
      title={t('arrival', { name: about.name })}
      lead={about.ended ? `${from} ${t('arrival.ended')}` : from}
    >
      <Section title={t('arrival.comes')}>
        <ul class="ds-list text">
          <li>
            {t('arrival.partners', { n: about.partners.length, names: listed(about.partners, page.locale) })}
          </li>
          <li>{t('arrival.entries', { n: about.entries })}</li>
          <li>{t('arrival.rows', { n: about.rows })}</li>
          <li>{t('arrival.pictures', { n: about.pictures })}</li>
        </ul>
        <Fitted about={about} />
      </Section>
      <People page={page} about={about} />
      <Section title={t('arrival.not')}>
        <ul class="ds-list text">
          <li>{t('arrival.not.accounts')}</li>
          <li>{t('arrival.not.mails')}</li>
          <li>{t('arrival.not.request')}</li>
        </ul>
      </Section>
      <BringIn page={page} id={id} />
      <Form action={`${imports}/${id}/dropping`}>
        <Button variant="tertiary">{t('arrival.drop')}</Button>
      </Form>
    </Frame>
  );
}

function Fitted({ about: { fitted = [] } }: { about: About }) {
  return fitted.map((sentence) => (
    <p key={sentence} class="text">
      {sentence}
    </p>
  ));
}

function People({ page, about }: { page: Page; about: About }) {
  const t = words(page.locale);
  const { people, withAccount, organisations } = about;
  return (
    <Section title={t('arrival.people')}>
      <p class="text">{t('arrival.account', { n: withAccount })}</p>
      <p class="text">{t('arrival.link', { n: people - withAccount })}</p>
      {organisations.length > 0 && (
        <p class="text">{t('arrival.organisations', { names: listed(organisations, page.locale) })}</p>
      )}
    </Section>
  );
}

/** A browser's own way to the next page: there it comes back by itself until all is in. */
function BringIn({ page, id }: { page: Page; id: string }) {
  return (
    <Form action={`${imports}/${id}`} whole>
      <Button>{words(page.locale)('arrival.do')}</Button>
    </Form>
  );
}
