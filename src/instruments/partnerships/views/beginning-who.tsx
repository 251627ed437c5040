import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import type { listOrganisationsById } from '../../directory/store/reading.ts';
import type { fromRequest, otherSide } from '../actions/beginning.ts';
import { words } from '../messages/index.ts';
import type { Begun } from '../store.ts';
import { Going, Step } from './beginning-frame.tsx';
import { Whom } from './invited-fields.tsx';
import { NamedGroup } from './named-group.tsx';

export type AroundWho = {
  organisations: Awaited<ReturnType<typeof listOrganisationsById>>;
  other: Awaited<ReturnType<typeof otherSide>>;
  filled: Awaited<ReturnType<typeof fromRequest>>;
};

/** The second page: who is in it? */
export function WhoPage({
  page,
  draft,
  organisations,
  other,
  filled,
  form,
}: { page: Page; draft: Begun; form?: FormState } & AroundWho) {
  const t = words(page.locale);
  const values = draft.draft ?? {};
  const [only] = organisations.length === 1 ? organisations : [];
  return (
    <Step page={page} step="who" id={draft.id} {...(form && { form })}>
      <Draft name={`partnership-who-${draft.id}`} reader={page.person?.id ?? ''}>
        <Form action={`/partnerships/${draft.id}/beginning/who`} state={form}>
          <Radios
            name="as"
            label={t('as')}
            value={values.as || only?.id || (organisations.length === 0 ? 'group' : undefined)}
            options={[
              ...organisations.map((one) => ({ value: one.id, label: page.text(one.name) })),
              { value: 'group', label: t('as.group'), help: t('as.group.help') },
              { value: 'none', label: t('as.none'), help: t('as.none.help') },
            ]}
          />
          <NamedGroup group={values.group ?? filled?.group} kind={values.kind} />
          {other && (
            <Checkbox
              name="other"
              label={t('other', { name: other.name })}
              help={t('other.help')}
              checked={values.other === 'yes'}
            />
          )}
          <Section title={t('whom')} level={2} size="xs">
            <Whom page={page} values={values} />
          </Section>
          <Going page={page}>
            <Button>{t('step.next')}</Button>
          </Going>
        </Form>
      </Draft>
    </Step>
  );
}
