import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { type Suggestion, stages, typedRole, usual } from '../rules.ts';
import type { Role } from '../store.ts';

type Props = {
  page: Page;
  inside: Inside;
  /** The role that is changed; without it a new one, … */
  role?: Role;
  /** … begun from this suggestion. */
  suggestion?: Suggestion | undefined;
  /** Roles that could follow. */
  others: readonly { id: string; title: string }[];
  form?: FormState;
};

const texts = ['purpose', 'domain', 'powers', 'duties', 'skills', 'learns'] as const;

export function RoleFormPage({ page, inside: { partnership }, role, suggestion, others, form }: Props) {
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles`;
  const title = t(role ? 'edit' : 'new');
  const begun = (field: 'title' | (typeof texts)[number]) =>
    suggestion && { value: t(`suggestion.${suggestion}.${field}`) };
  return (
    <InsideLayout
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="6">
        <Intro title={title} {...(suggestion && { lead: t('suggestion.lead') })} />
        <Draft name={`role-${role?.id ?? `new-${suggestion ?? ''}`}`} reader={page.person?.id ?? ''}>
          <Form
            action={role ? `${path}/${role.id}/edit` : path}
            state={form}
            stands={role && typedRole(role)}
          >
            <Field name="title" label={t('role.title')} {...begun('title')} />
            {texts.map((field) => (
              <TextArea
                key={field}
                name={field}
                label={t(`role.${field}`)}
                help={t(`role.${field}.help`)}
                rows={3}
                optional={field !== 'purpose'}
                {...begun(field)}
              />
            ))}
            {others.length > 0 && (
              <Select
                name="next"
                label={t('role.next')}
                help={t('role.next.help')}
                empty={t('next.none')}
                options={others.map((other) => ({ value: other.id, label: other.title }))}
                optional
              />
            )}
            <Select
              name="stage"
              label={t('role.stage')}
              empty={t('stage.all')}
              options={stages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
              {...(suggestion && { value: usual[suggestion].stage })}
            />
            <Field
              name="months"
              type="number"
              label={t('role.months')}
              help={t('role.months.help')}
              {...(!role && { value: String(suggestion ? usual[suggestion].months : 12) })}
            />
            <SubmitRow>
              <Button>{t(role ? 'save' : 'add')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </InsideLayout>
  );
}
