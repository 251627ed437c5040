import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Brief } from '../store/briefs.ts';
import type { Unit } from '../store/units.ts';
import { unitChoices } from './unit-choices.ts';

type UnitProps = {
  page: Page;
  brief: Brief;
  units: readonly Unit[];
  unit: Unit | undefined;
  form: FormState;
};

/** Whom the page goes to. Nobody has to know: then it is the liaison desk. */
export function UnitPage({ page, brief, units, unit, form }: UnitProps) {
  const t = words(page.locale);
  const title = t('unit.title');
  return (
    <Layout frame={page.frame} title={title} errors={form.errors} hidden>
      <Stack gap="6">
        <Intro title={title} lead={t('unit.lead')} />
        <p>
          <Link href="/who-does-what">{t('unit.find')}</Link>
        </p>
        <Form action={`/briefs/${brief.id}/unit`} state={form}>
          <Select
            name="to"
            label={t('unit.label')}
            options={unitChoices(page, units)}
            empty={t('unit.none')}
            value={unit?.slug ?? ''}
          />
          <SubmitRow>
            <Button>{t('unit.do')}</Button>
            <Link href={`/briefs/${brief.id}`}>{t('back')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
