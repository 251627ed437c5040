import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Radios } from '../../../ui/radios.tsx';
import { type Choice, Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { parts, showings } from '../rules.ts';
import { type Card, typedCard } from '../store.ts';

type Props = {
  page: Page;
  organisation: { slug: string; name: Localised };
  card?: Card;
  goals: readonly Choice[];
  departments: readonly Choice[];
  /** The department that it is shown to now. */
  department?: string | undefined;
  form?: FormState;
};

export function CardFormPage({ page, organisation, card, goals, departments, department, form }: Props) {
  const t = words(page.locale);
  const title = t(card ? 'edit' : 'new.title');
  const action = card ? `/value-cards/${card.id}/edit` : `/organisations/${organisation.slug}/value-cards`;
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('form.lead')}
      crumbs={[
        { href: '/who-does-what', label: t('directory') },
        { href: `/organisations/${organisation.slug}`, label: page.text(organisation.name) },
        { label: title },
      ]}
      action={action}
      form={form}
      stands={card && typedCard(card, department, page.locale)}
      button={t('form.save')}
      cancel={card ? `/value-cards/${card.id}` : `/organisations/${organisation.slug}`}
      draft={{ name: `value-card-${card?.id ?? organisation.slug}`, reader: page.person?.id ?? '' }}
    >
      <Field name="title" label={t('form.title')} help={t('form.title.help')} />
      <Select
        name="goal"
        label={t('form.goal')}
        help={t('form.goal.help')}
        options={goals}
        empty={t('form.goal.none')}
        optional
      />
      {parts.map((part) => (
        <TextArea
          key={part}
          name={part}
          label={t(`part.${part}`)}
          help={t(`part.${part}.help`)}
          rows={3}
          optional
        />
      ))}
      <Radios
        name="audience"
        label={t('form.audience')}
        options={showings.map((one) => ({ value: one, label: t(`form.audience.${one}`) }))}
        {...(!card && { value: 'space' })}
      />
      <Select name="department" label={t('form.department')} options={departments} empty optional />
    </FormPage>
  );
}
