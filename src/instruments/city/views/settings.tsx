import type { ComponentChildren } from 'preact';
import type { House } from '../../../platform/house.ts';
import type { Values } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { type LegalText, legalTexts } from '../rules.ts';

type SettingsProps = { page: Page; house: House; ownTexts: Record<LegalText, boolean> };

/** Everything an administrator can change, and how each thing stands. */
export function SettingsPage({ page, house, ownTexts }: SettingsProps) {
  const t = words(page.locale);
  const { city, locale } = page;
  const others = house.instruments.flatMap(({ settings }) => settings ?? []);
  return (
    <Layout frame={page.frame} title={t('settings')} size="sm" hidden>
      <Intro title={t('settings')} lead={t('settings.lead')} />
      <Stack gap="12">
        <Lines label={t('settings')}>
          <Line
            level={2}
            href="/settings/city"
            title={t('settings.city')}
            facts={[
              page.frame.city.name,
              city.timeZone,
              city.currency,
              city.locales.map((offered) => ownName[offered]).join(', '),
            ]}
          />
          <Line
            level={2}
            href="/settings/joining"
            title={t('settings.joining')}
            facts={[t('settings.joining.about', { policy: city.signUp })]}
          />
          <Line
            level={2}
            href={`/spaces/${city.space}/people`}
            title={t('settings.people')}
            facts={[t('settings.people.about')]}
          />
          {others.map(({ href, label, about }) => (
            <Line key={href} level={2} href={href} title={label(locale)} facts={[about(locale)]} />
          ))}
          <Line
            level={2}
            href="/settings/days"
            title={t('settings.days')}
            facts={[t('settings.days.about', { n: city.closedDays.length })]}
          />
          <Line
            level={2}
            href="/settings/look"
            title={t('settings.look')}
            facts={[themeName(city.theme), t('settings.look.about', { logo: city.logo ? 'yes' : 'no' })]}
          />
          <Line
            level={2}
            href="/settings/mail"
            title={t('settings.mail')}
            facts={[t('settings.mail.about', { way: house.post.way })]}
          />
        </Lines>
        <Section title={t('settings.texts')}>
          <Lines>
            {legalTexts.map((kind) => (
              <Line
                key={kind}
                href={`/settings/texts/${kind}`}
                title={t(kind)}
                facts={[t(ownTexts[kind] ? 'settings.text.own' : 'settings.text.draft')]}
              />
            ))}
          </Lines>
        </Section>
      </Stack>
    </Layout>
  );
}

/** A theme goes by the name of its file. */
export function themeName(theme: string): string {
  return theme.charAt(0).toUpperCase() + theme.slice(1);
}

type SettingProps = {
  page: Page;
  title: string;
  lead?: string;
  form: FormState | undefined;
  /** A look to try on this page before it is everybody's. */
  tried?: string | undefined;
  children: ComponentChildren;
};

/** One page of settings, without its form. */
export function SettingPage({ page, title, lead, form, tried, children }: SettingProps) {
  const t = words(page.locale);
  const { frame } = page;
  const theme = tried && page.themes[tried];
  return (
    <Layout
      frame={theme ? { ...frame, assets: { ...frame.assets, theme } } : frame}
      title={title}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: title }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={title} {...(lead && { lead })} />
      {children}
    </Layout>
  );
}

/** The form of such a page, with its one button. */
export function SettingForm({
  page,
  action,
  state,
  stands,
  multipart,
  whole,
  children,
}: {
  page: Page;
  action: string;
  state: FormState | undefined;
  stands: Values;
  multipart?: boolean;
  whole?: boolean;
  children: ComponentChildren;
}) {
  return (
    <Form
      action={action}
      state={state}
      stands={stands}
      {...(multipart && { multipart })}
      {...(whole && { whole })}
    >
      {children}
      <SubmitRow>
        <Button>{words(page.locale)('settings.save')}</Button>
      </SubmitRow>
    </Form>
  );
}
