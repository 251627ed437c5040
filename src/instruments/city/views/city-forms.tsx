import type { Page } from '../../../platform/http/page.ts';
import { readDay, typedDay } from '../../../platform/i18n/dates.ts';
import { locales, ownName } from '../../../platform/i18n/locale.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Link } from '../../../ui/link.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { timeZones, typed } from '../rules.ts';
import { SettingForm, SettingPage, themeName } from './settings.tsx';

type Shown = { page: Page; form?: FormState };

const languages = locales.map((locale) => ({ value: locale, label: ownName[locale], lang: locale }));

export function CityFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  const { city } = page;
  return (
    <SettingPage page={page} title={t('settings.city')} form={form}>
      <SettingForm page={page} action="/settings/city" state={form} stands={typed.city(city, page.languages)}>
        <LocalisedFields name="name" label={t('cityName')} />
        <Select
          name="timeZone"
          label={t('timeZone')}
          help={t('timeZone.help')}
          options={timeZones(city.timeZone).map(({ group, zones }) => ({
            group,
            options: zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
          }))}
        />
        <Field name="currency" label={t('currency')} help={t('currency.help')} width="short" />
        <Checkboxes name="locales" label={t('languages')} options={languages} />
        <Radios name="defaultLocale" label={t('defaultLocale')} options={languages} />
        <Radios
          name="sizeBand"
          label={t('sizeBand')}
          help={t('sizeBand.help')}
          options={(['small', 'medium', 'large'] as const).map((band) => ({
            value: band,
            label: t(`sizeBand.${band}`),
          }))}
        />
        <LocalisedFields name="limits" label={t('limits')} help={t('limits.help')} rows={4} optional />
      </SettingForm>
    </SettingPage>
  );
}

export function JoiningFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  return (
    <SettingPage page={page} title={t('settings.joining')} form={form}>
      <SettingForm page={page} action="/settings/joining" state={form} stands={typed.joining(page.city)}>
        <JoiningFields page={page} />
      </SettingForm>
    </SettingPage>
  );
}

/** Who may join: also one of the first questions to a new city. */
export function JoiningFields({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <>
      <Radios
        name="signUp"
        label={t('signUp')}
        value={page.city.signUp}
        options={(['open', 'invitation', 'domain'] as const).map((policy) => ({
          value: policy,
          label: t(`signUp.${policy}`),
          help: t(`signUp.${policy}.help`),
        }))}
      />
      <TextArea
        name="domains"
        label={t('domains')}
        help={t('domains.help')}
        value={page.city.signUpDomains.join('\n')}
        rows={2}
        optional
      />
    </>
  );
}

/** The languages a new city speaks: its administrator's own and English, until it says otherwise. */
export function LanguageFields({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Checkboxes name="locales" label={t('languages')} options={languages} chosen={[page.locale, 'en']} />
  );
}

/** A closed day, as one that is still to come. */
export function exampleDay(page: Page, now: Date): string {
  return typedDay(readDay('25.12.', dayOf(now, page.city.timeZone)) ?? '');
}

export function DaysFormPage({ page, now, form }: Shown & { now: Date }) {
  const t = words(page.locale);
  return (
    <SettingPage page={page} title={t('settings.days')} lead={t('days.lead')} form={form}>
      <SettingForm page={page} action="/settings/days" state={form} stands={typed.days(page.city)}>
        <TextArea
          name="days"
          label={t('days')}
          help={t('days.help', { day: exampleDay(page, now) })}
          rows={12}
          optional
        />
      </SettingForm>
    </SettingPage>
  );
}

/** `tried`: a look that is shown on this page alone. */
export function LookFormPage({ page, form, tried }: Shown & { tried?: string }) {
  const t = words(page.locale);
  const shown = tried ?? page.city.theme;
  const logo = textOf(form, 'logoNow') ?? page.city.logo ?? '';
  const changed = form?.theirs?.logoNow !== undefined;
  return (
    <SettingPage page={page} title={t('settings.look')} lead={t('look.lead')} form={form} tried={tried}>
      <Stack gap="6">
        {shown !== page.city.theme && (
          <Notice>
            <p>{t('theme.tried', { theme: themeName(shown) })}</p>
          </Notice>
        )}
        {/* A new look loads the page anew, and what was to be said on it would have been said already. */}
        <SettingForm
          page={page}
          action="/settings/look"
          multipart
          whole
          state={form}
          stands={typed.look(page.city)}
        >
          <Radios
            name="theme"
            label={t('theme')}
            value={shown}
            options={Object.keys(page.themes).map((theme) => ({
              value: theme,
              label: themeName(theme),
              ...(theme !== shown && {
                help: (
                  <Link href={`/settings/look?theme=${theme}`}>
                    {t('theme.try', { theme: themeName(theme) })}
                  </Link>
                ),
              }),
            }))}
          />
          {/* By it is known whether somebody else has put up another one meanwhile. */}
          <input type="hidden" name="logoNow" value={logo} />
          {changed && <Notice tone="warning">{t('logo.meanwhile', { logo: logo ? 'yes' : 'no' })}</Notice>}
          {logo && (
            <>
              <p>
                {t('logo.now')}: <img src={`/logo?v=${logo}`} alt={page.frame.city.name} height={64} />
              </p>
              <Checkbox name="noLogo" label={t('logo.remove')} />
            </>
          )}
          <FileField
            name="logo"
            label={t('logo')}
            help={t('logo.help')}
            accept="image/png,image/jpeg,image/webp"
            optional
          />
        </SettingForm>
      </Stack>
    </SettingPage>
  );
}
