import type { Page } from '../../../platform/http/page.ts';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { words } from '../messages/index.ts';
import { strategies } from '../rules.ts';
import { type Goal, typedGoal } from '../store.ts';

type Props = { page: Page; goal?: Goal; owners: readonly { id: string; name: string }[]; form?: FormState };

export function GoalFormPage({ page, goal, owners, form }: Props) {
  const t = words(page.locale);
  const title = t(goal ? 'edit' : 'new.title');
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('form.lead')}
      crumbs={[{ href: '/goals', label: t('title') }, { label: title }]}
      action={goal ? `/goals/${goal.id}/edit` : '/goals'}
      form={form}
      stands={goal && typedGoal(goal, page.languages)}
      button={t(goal ? 'form.save' : 'form.add')}
      cancel={goal ? `/goals/${goal.id}` : '/goals'}
    >
      <LocalisedFields name="title" label={t('form.title')} help={t('form.title.help')} />
      <LocalisedFields name="target" label={t('form.target')} help={t('form.target.help')} rows={3} />
      <LocalisedFields name="plan" label={t('plan')} help={t('form.plan.help')} optional />
      <Select
        name="owner"
        label={t('owner')}
        options={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
        empty={t('form.owner.none')}
        optional
      />
      <Field name="dueYear" type="number" label={t('form.dueYear')} help={t('form.dueYear.help')} optional />
      <Field name="sdg" label={t('sdg')} help={t('form.sdg.help')} width="medium" optional />
      <Checkboxes
        name="strategies"
        label={t('strategies')}
        help={t('form.strategies.help')}
        options={strategies.map((one) => ({ value: one, label: t(`strategy.${one}`) }))}
        optional
      />
    </FormPage>
  );
}
