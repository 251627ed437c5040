import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { isOffice } from '../rules.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, pathOf } from './parts.tsx';

type Props = { page: Page; organisation: Organisation; form?: FormState };

/** What an organisation says of itself. */
export function CardPage({ page, organisation, form }: Props) {
  const t = words(page.locale);
  const locales = page.languages;
  const title = t('card.title');
  const state = form && { state: form };
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t('card.lead')} />
        <Form action={`${pathOf(organisation)}/card`}>
          <LocalisedFields
            name="name"
            label={t('card.name')}
            locales={locales}
            text={organisation.name}
            state={form}
            maxlength={160}
          />
          <LocalisedFields
            name="summary"
            label={t('card.summary')}
            help={t('card.summary.help')}
            locales={locales}
            text={organisation.summary}
            state={form}
            rows={3}
            maxlength={600}
            optional
          />
          <Field
            name="website"
            type="url"
            label={t('contact.website')}
            value={organisation.website ?? ''}
            optional
            {...state}
          />
          <Field
            name="email"
            type="email"
            label={t('card.email')}
            help={t('card.email.help')}
            value={organisation.email ?? ''}
            optional
            {...state}
          />
          <Checkbox
            name="emailShown"
            label={t('card.emailShown')}
            checked={organisation.email_shown}
            {...state}
          />
          <Checkbox
            name="mailboxShared"
            label={t('card.mailboxShared')}
            checked={organisation.mailbox_shared}
            {...state}
          />
          {organisation.kind !== 'department' && (
            <>
              <Field
                name="legalNumber"
                label={t('contact.legalNumber')}
                help={t('card.legalNumber.help')}
                value={organisation.legal_number ?? ''}
                width="medium"
                optional
                {...state}
              />
              <Checkbox
                name="safe"
                label={t('card.safe')}
                help={t('card.safe.help')}
                checked={organisation.audience === 'space'}
                {...state}
              />
            </>
          )}
          <SubmitRow>
            <Button>{t('save')}</Button>
            <Link href={pathOf(organisation)}>{t('cancel')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}

/** Who answers, how to reach them, how soon. */
export function ContactPage({ page, organisation, form }: Props) {
  const t = words(page.locale);
  const locales = page.languages;
  const { contact, deputy } = organisation;
  const office = isOffice(organisation.kind);
  const title = t(office ? 'contact.edit.title' : 'contact.edit.title.other');
  const state = form && { state: form };
  const names = new Intl.DisplayNames([page.locale], { type: 'language' });
  const languages = [...new Set<string>([...locales, ...(contact.languages ?? [])])].map((tag) => ({
    value: tag,
    label: names.of(tag) ?? tag,
  }));
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t(office ? 'contact.edit.lead' : 'contact.edit.lead.other')} />
        <Form action={`${pathOf(organisation)}/contact`}>
          <LocalisedFields
            name="role"
            label={t('contact.person')}
            help={t('contact.role.help')}
            locales={locales}
            text={contact.role}
            state={form}
            maxlength={120}
            optional
          />
          {office && (
            <LocalisedFields
              name="deputy"
              label={t('contact.deputy')}
              help={t('contact.deputy.help')}
              locales={locales}
              text={deputy.role}
              state={form}
              maxlength={120}
              optional
            />
          )}
          <Field
            name="phone"
            type="tel"
            label={t('contact.phone')}
            value={contact.phone ?? ''}
            width="medium"
            optional
            {...state}
          />
          <LocalisedFields
            name="hours"
            label={t('contact.hours')}
            help={t('contact.hours.help')}
            locales={locales}
            text={contact.hours}
            state={form}
            maxlength={120}
            optional
          />
          <LocalisedFields
            name="visit"
            label={t('contact.visit')}
            help={t('contact.visit.help')}
            locales={locales}
            text={contact.visit}
            state={form}
            maxlength={300}
            optional
          />
          {office && (
            <Field
              name="replyDays"
              type="number"
              label={t('contact.replyDays')}
              help={t('contact.replyDays.help')}
              value={organisation.reply_days?.toString() ?? ''}
              optional
              {...state}
            />
          )}
          <Checkboxes
            name="languages"
            label={t('contact.languages')}
            options={languages}
            chosen={contact.languages ?? []}
            optional
            {...state}
          />
          <Field
            name="otherLanguages"
            label={t('contact.languages.other')}
            help={t('contact.languages.other.help')}
            optional
            {...state}
          />
          <SubmitRow>
            <Button>{t('save')}</Button>
            <Link href={pathOf(organisation)}>{t('cancel')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
