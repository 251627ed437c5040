import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { locales, ownName } from '../../../platform/i18n/locale.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { timeZones } from '../rules.ts';
import { SettingForm, SettingPage, themeName } from './settings.tsx';

type Shown = { page: Page; form?: FormState };

const languages = locales.map((locale) => ({ value: locale, label: ownName[locale], lang: locale }));

export function CityFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  const { city } = page;
  const state = form && { state: form };
  return (
    <SettingPage page={page} title={t('settings.city')} form={form}>
      <SettingForm page={page} action="/settings/city">
        <LocalisedFields
          name="name"
          label={t('cityName')}
          locales={page.languages}
          text={city.name}
          {...state}
        />
        <Select
          name="timeZone"
          label={t('timeZone')}
          help={t('timeZone.help')}
          value={city.timeZone}
          options={timeZones(city.timeZone).map(({ group, zones }) => ({
            group,
            options: zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
          }))}
          {...state}
        />
        <Field
          name="currency"
          label={t('currency')}
          help={t('currency.help')}
          value={city.currency}
          width="short"
          {...state}
        />
        <Checkboxes
          name="locales"
          label={t('languages')}
          options={languages}
          chosen={city.locales}
          {...state}
        />
        <Radios
          name="defaultLocale"
          label={t('defaultLocale')}
          options={languages}
          value={city.defaultLocale}
          {...state}
        />
        <Radios
          name="sizeBand"
          label={t('sizeBand')}
          help={t('sizeBand.help')}
          value={city.sizeBand}
          options={(['small', 'medium', 'large'] as const).map((band) => ({
            value: band,
            label: t(`sizeBand.${band}`),
          }))}
          {...state}
        />
        <LocalisedFields
          name="limits"
          label={t('limits')}
          help={t('limits.help')}
          locales={page.languages}
          text={city.limits}
          rows={4}
          optional
          {...state}
        />
      </SettingForm>
    </SettingPage>
  );
}

export function JoiningFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  return (
    <SettingPage page={page} title={t('settings.joining')} form={form}>
      <SettingForm page={page} action="/settings/joining">
        <JoiningFields page={page} {...(form && { form })} />
      </SettingForm>
    </SettingPage>
  );
}

/** Who may join: also one of the first questions to a new city. */
export function JoiningFields({ page, form }: Shown) {
  const t = words(page.locale);
  const state = form && { state: form };
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
        {...state}
      />
      <TextArea
        name="domains"
        label={t('domains')}
        help={t('domains.help')}
        value={page.city.signUpDomains.join('\n')}
        rows={2}
        optional
        {...state}
      />
    </>
  );
}

/** The languages a city speaks. */
export function LanguageFields({ page, form }: Shown) {
  const t = words(page.locale);
  return (
    <Checkboxes
      name="locales"
      label={t('languages')}
      options={languages}
      chosen={page.city.locales}
      {...(form && { state: form })}
    />
  );
}

export function DaysFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  return (
    <SettingPage page={page} title={t('settings.days')} lead={t('days.lead')} form={form}>
      <SettingForm page={page} action="/settings/days">
        <TextArea
          name="days"
          label={t('days')}
          help={t('days.help')}
          value={page.city.closedDays.map(typedDay).join('\n')}
          rows={12}
          optional
          {...(form && { state: form })}
        />
      </SettingForm>
    </SettingPage>
  );
}

export function LookFormPage({ page, form }: Shown) {
  const t = words(page.locale);
  const { logo, name } = page.frame.city;
  const state = form && { state: form };
  return (
    <SettingPage page={page} title={t('settings.look')} lead={t('look.lead')} form={form}>
      {/* A new look loads the page anew, and what was to be said on it would have been said already. */}
      <SettingForm page={page} action="/settings/look" multipart whole>
        <Radios
          name="theme"
          label={t('theme')}
          value={page.city.theme}
          options={page.themes.map((theme) => ({ value: theme, label: themeName(theme) }))}
          {...state}
        />
        {logo && (
          <>
            <p>
              {t('logo.now')}: <img src={logo} alt={name} height={64} />
            </p>
            <Checkbox name="noLogo" label={t('logo.remove')} {...state} />
          </>
        )}
        <FileField
          name="logo"
          label={t('logo')}
          help={t('logo.help')}
          accept="image/png,image/jpeg,image/webp"
          optional
          {...state}
        />
      </SettingForm>
    </SettingPage>
  );
}
