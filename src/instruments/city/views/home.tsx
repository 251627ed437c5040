import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { languageName, listed } from '../../../platform/i18n/names.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Door, Doors, Hero } from '../../../ui/hero.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { words } from '../messages/index.ts';

/** What other rooms bring to the home page. */
export type HomeSections = { main: VNode[]; aside: VNode[] };

const examples = ['home.example.1', 'home.example.2', 'home.example.3'] as const;

export function HomePage({ page, sections }: { page: Page; sections: HomeSections }) {
  const t = words(page.locale);
  const title = t('home', { city: page.frame.city.name });
  const main = sections.main.length > 0 ? sections.main : <NothingYet page={page} />;
  return (
    <Layout frame={page.frame} title={title}>
      <Hero>
        <Intro
          size="xl"
          title={title}
          lead={
            <>
              {t('home.lead')} <Link href="/goals">{t('home.goals')}</Link>
            </>
          }
        />
        <SearchForm action="/who-does-what" label={t('home.find')}>
          {t('home.examples')}{' '}
          {examples.map((example, n) => [
            n > 0 && ', ',
            <Link href={`/who-does-what?q=${encodeURIComponent(t(example))}`}>{t(example)}</Link>,
          ])}
        </SearchForm>
      </Hero>
      <Stack gap="12">
        <Doors>
          <Door href="/briefs/new" title={t('home.start')}>
            {t('home.start.about')}
          </Door>
          <Door href="/who-does-what" title={t('home.who')}>
            {t('home.who.about')}
          </Door>
          <Door href="/invitations" title={t('home.invited')}>
            {t('home.invited.about')}
          </Door>
        </Doors>
        {sections.aside.length > 0 ? (
          <Split aside={sections.aside}>{main}</Split>
        ) : (
          <Stack gap="12">{main}</Stack>
        )}
        <Section title={t('home.language')}>
          <p class="text">{t('home.language.about', { languages: languagesOf(page) })}</p>
        </Section>
      </Stack>
    </Layout>
  );
}

function languagesOf(page: Page): string {
  const names = page.city.locales.map((locale) => languageName(locale, page.locale));
  return listed(names, page.locale);
}

function NothingYet({ page }: { page: Page }) {
  const t = words(page.locale);
  const { administers } = page.scope;
  const link = administers ? (
    <ButtonLink href="/settings" variant="secondary">
      {t('home.empty.settings.do')}
    </ButtonLink>
  ) : (
    <ButtonLink href="/briefs/new" variant="secondary">
      {t('home.start')}
    </ButtonLink>
  );
  return (
    <Empty title={t('home.empty')} link={link}>
      {t(administers ? 'home.empty.settings' : 'home.empty.about')}
    </Empty>
  );
}

/** The home page of a city that nobody has set up. */
export function NotOpenPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('notOpen')} hidden>
      <Intro title={t('notOpen')} lead={t('notOpen.lead')} />
      <Stack gap="6">
        {!page.scope.administers && <p class="text">{t('notOpen.code')}</p>}
        <p>
          <ButtonLink href={page.scope.administers ? '/setup/city' : '/setup'}>{t('notOpen.do')}</ButtonLink>
        </p>
        {!page.person && (
          <p class="text">
            {t('notOpen.begun')} <Link href="/sign-in?next=/setup/city">{t('notOpen.signIn')}</Link>
          </p>
        )}
      </Stack>
    </Layout>
  );
}

/** For those who got a mail and come to the home page instead of following its link. */
export function InvitedPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('invited')}>
      <Intro title={t('invited')} lead={t('invited.lead')} />
      <Stack gap="6">
        <Ticks>
          <Tick sign="letter">{t('invited.mail')}</Tick>
          <Tick sign="link">{t('invited.link')}</Tick>
          <Tick sign="clock">{t('invited.gone')}</Tick>
        </Ticks>
        <p>
          {t('invited.account')} <Link href="/sign-in">{t('invited.signIn')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}
