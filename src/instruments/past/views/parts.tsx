import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { typedAttempt } from '../rules.ts';
import type { Attempt } from '../store.ts';

export const pastOf = (partnership: string) => `/partnerships/${partnership}/past`;

type FormProps = {
  page: Page;
  action: string;
  attempt?: Attempt;
  state: FormState | undefined;
  aside?: boolean;
  cancel?: string;
};

/** When, what, by whom, what ended it, what remains, and where it can be read. */
export function AttemptForm({ page, action, attempt, state, aside, cancel }: FormProps) {
  const t = words(page.locale);
  return (
    <Form action={action} state={state} stands={attempt && typedAttempt(attempt)}>
      <Field name="years" width="medium" label={t('years')} help={t('years.help')} />
      <TextArea name="what" label={t('what')} help={t('what.help')} rows={2} />
      <Field name="byWhom" label={t('by-whom')} help={t('by-whom.help')} />
      <TextArea name="ended" label={t('ended')} help={t('ended.help')} rows={2} />
      <TextArea name="remains" label={t('remains')} help={t('remains.help')} rows={2} optional />
      <Field name="source" label={t('source')} help={t('source.help')} optional />
      <SubmitRow {...(cancel && { cancel })}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t(attempt ? 'save' : 'add.do')}</Button>
      </SubmitRow>
    </Form>
  );
}
