import type { Page } from '../../../platform/http/page.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { words } from '../messages/index.ts';
import { typedCard, typedContact } from '../rules/typed.ts';
import { isOffice } from '../rules.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, pathOf } from './parts.tsx';

type Props = { page: Page; organisation: Organisation; form?: FormState };

/** What an organisation says of itself. */
export function CardPage({ page, organisation, form }: Props) {
  const t = words(page.locale);
  const title = t('card.title');
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('card.lead')}
      crumbs={crumbsTo(page, organisation, title)}
      action={`${pathOf(organisation)}/card`}
      form={form}
      stands={typedCard(organisation, page.languages)}
      button={t('save')}
      cancel={pathOf(organisation)}
    >
      <LocalisedFields name="name" label={t('card.name')} />
      <LocalisedFields
        name="summary"
        label={t('card.summary')}
        help={t('card.summary.help')}
        rows={3}
        optional
      />
      <Field name="website" type="url" label={t('contact.website')} optional />
      <Field name="email" type="email" label={t('card.email')} help={t('card.email.help')} optional />
      <Checkbox name="emailShown" label={t('card.emailShown')} />
      <Checkbox name="mailboxShared" label={t('card.mailboxShared')} />
      {organisation.kind !== 'department' && (
        <>
          <Field
            name="legalNumber"
            label={t('contact.legalNumber')}
            help={t('card.legalNumber.help')}
            width="medium"
            optional
          />
          <Checkbox name="safe" label={t('card.safe')} help={t('card.safe.help')} />
        </>
      )}
    </FormPage>
  );
}

/** Who answers, how to reach them, how soon. */
export function ContactPage({ page, organisation, form }: Props) {
  const t = words(page.locale);
  const { contact } = organisation;
  const office = isOffice(organisation.kind);
  const title = t(office ? 'contact.edit.title' : 'contact.edit.title.other');
  const languages = [...new Set<string>([...page.languages, ...(contact.languages ?? [])])].map((tag) => ({
    value: tag,
    label: languageName(tag, page.locale),
  }));
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t(office ? 'contact.edit.lead' : 'contact.edit.lead.other')}
      crumbs={crumbsTo(page, organisation, title)}
      action={`${pathOf(organisation)}/contact`}
      form={form}
      stands={typedContact(organisation, page.languages)}
      button={t('save')}
      cancel={pathOf(organisation)}
    >
      <LocalisedFields name="role" label={t('contact.person')} help={t('contact.role.help')} optional />
      {office && (
        <LocalisedFields name="deputy" label={t('contact.deputy')} help={t('contact.deputy.help')} optional />
      )}
      <Field name="phone" type="tel" label={t('contact.phone')} width="medium" optional />
      <LocalisedFields name="hours" label={t('contact.hours')} help={t('contact.hours.help')} optional />
      <LocalisedFields name="visit" label={t('contact.visit')} help={t('contact.visit.help')} optional />
      {office && (
        <Field
          name="replyDays"
          type="number"
          label={t('contact.replyDays')}
          help={t('contact.replyDays.help')}
          optional
        />
      )}
      <Checkboxes name="languages" label={t('contact.languages')} options={languages} optional />
      <Field
        name="otherLanguages"
        label={t('contact.languages.other')}
        help={t('contact.languages.other.help')}
        optional
      />
    </FormPage>
  );
}
