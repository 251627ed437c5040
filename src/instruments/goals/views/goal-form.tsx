import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { strategies } from '../rules.ts';
import type { Goal } from '../store.ts';

type Props = { page: Page; goal?: Goal; owners: readonly { id: string; name: string }[]; form?: FormState };

export function GoalFormPage({ page, goal, owners, form }: Props) {
  const t = words(page.locale);
  const locales = page.languages;
  const title = t(goal ? 'edit' : 'new.title');
  const state = form && { state: form };
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[{ href: '/goals', label: t('title') }, { label: title }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t('form.lead')} />
        <Form action={goal ? `/goals/${goal.id}/edit` : '/goals'}>
          <LocalisedFields
            name="title"
            label={t('form.title')}
            help={t('form.title.help')}
            locales={locales}
            text={goal?.title}
            state={form}
            maxlength={160}
          />
          <LocalisedFields
            name="target"
            label={t('form.target')}
            help={t('form.target.help')}
            locales={locales}
            text={goal?.target}
            state={form}
            rows={3}
            maxlength={600}
          />
          <LocalisedFields
            name="plan"
            label={t('plan')}
            help={t('form.plan.help')}
            locales={locales}
            text={goal?.plan}
            state={form}
            maxlength={160}
            optional
          />
          <Select
            name="owner"
            label={t('owner')}
            options={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
            value={goal?.owner_id ?? ''}
            empty={t('form.owner.none')}
            optional
            {...state}
          />
          <Field
            name="dueYear"
            type="number"
            label={t('form.dueYear')}
            help={t('form.dueYear.help')}
            value={goal?.due_year?.toString() ?? ''}
            optional
            {...state}
          />
          <Field
            name="sdg"
            label={t('sdg')}
            help={t('form.sdg.help')}
            value={goal?.sdg.join(', ') ?? ''}
            width="medium"
            optional
            {...state}
          />
          <Checkboxes
            name="strategies"
            label={t('strategies')}
            help={t('form.strategies.help')}
            options={strategies.map((one) => ({ value: one, label: t(`strategy.${one}`) }))}
            chosen={goal?.strategies ?? []}
            optional
            {...state}
          />
          <SubmitRow>
            <Button>{t(goal ? 'form.save' : 'form.add')}</Button>
            <Link href={goal ? `/goals/${goal.id}` : '/goals'}>{t('cancel')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
