import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import type { Perspective } from '../store/tables.ts';
import type { Unit } from '../store/units.ts';
import { nameOf } from './said.tsx';

type PerspectiveProps = {
  page: Page;
  action: string;
  unit: Unit | undefined;
  values: Perspective;
  form: FormState;
};

/** The unit's side, before one writes to it: its power, its tasks, its worries. For the writer's eyes only. */
export function PerspectivePage({ page, action, unit, values, form }: PerspectiveProps) {
  const t = words(page.locale);
  const name = nameOf(unit, page) || t('they');
  const title = t('perspective.title');
  const area = (field: 'power' | 'tasks' | 'worries') => (
    <TextArea
      name={field}
      label={t(`perspective.${field}`, { name })}
      help={t(`perspective.${field}.help`)}
      rows={3}
      value={values[field]}
      optional
    />
  );
  return (
    <Layout frame={page.frame} title={title} errors={form.errors} hidden>
      <Stack gap="6">
        <Intro title={title} lead={t('perspective.lead', { name })} />
        <Notice>
          <p>{t('perspective.private')}</p>
        </Notice>
        {unit && (
          <p>
            <Link href={`/organisations/${unit.slug}`}>{t('perspective.look', { name })}</Link>
          </p>
        )}
        <Form action={action} state={form}>
          {unit && action.endsWith('/new/perspective') && <input type="hidden" name="to" value={unit.slug} />}
          {area('power')}
          {area('tasks')}
          {area('worries')}
          <SubmitRow note={t('perspective.optional')}>
            <Button>{t('perspective.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
