import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { words } from '../messages/index.ts';
import { kinds, typedProvision } from '../rules.ts';
import type { Version } from '../store.ts';

type Props = {
  page: Page;
  /** What is changed: a provision, as it was written last. */
  changed?: { id: string; last: Version } | undefined;
  offices: readonly { id: string; name: string }[];
  form?: FormState | undefined;
};

export function ProvisionFormPage({ page, changed, offices, form }: Props) {
  const t = words(page.locale);
  const title = t(changed ? 'edit' : 'new.title');
  const here = changed ? `/framework/${changed.id}` : '/framework';
  const currency = changed?.last.currency ?? page.city.currency;
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('form.lead')}
      crumbs={[{ href: '/framework', label: t('title') }, { label: title }]}
      action={changed ? `${here}/edit` : here}
      form={form}
      stands={changed && typedProvision(changed.last, page.languages, page.locale)}
      button={t(changed ? 'form.save' : 'form.add')}
      cancel={here}
    >
      <Select
        name="kind"
        label={t('kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        empty
      />
      <LocalisedFields name="title" label={t('form.title')} help={t('form.title.help')} />
      <LocalisedFields name="meaning" label={t('form.meaning')} help={t('form.meaning.help')} rows={4} />
      <LocalisedFields name="document" label={t('document')} help={t('form.document.help')} optional />
      <Field name="link" type="url" label={t('link')} help={t('form.link.help')} optional />
      <LocalisedFields
        name="appliesFrom"
        label={t('form.appliesFrom')}
        help={t('form.appliesFrom.help')}
        optional
      />
      <Field
        name="amount"
        type="number"
        label={t('form.amount', { currency })}
        help={t('form.amount.help')}
        width="medium"
        optional
      />
      <Select
        name="office"
        label={t('office')}
        options={offices.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t('form.office.none')}
        optional
      />
      <Field
        name="validFrom"
        type="date"
        label={t('form.validFrom')}
        help={t('form.validFrom.help', { example: exampleAhead(page) })}
        optional
      />
    </FormPage>
  );
}
