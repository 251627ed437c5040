import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { type Step as Name, steps } from '../rules.ts';

type StepProps = {
  page: Page;
  step: Name;
  /** Of a draft that is there already. */
  id?: string | undefined;
  form?: FormState;
  children: ComponentChildren;
};

/** One of the three pages on which a partnership is put together. */
export function Step({ page, step, id, form, children }: StepProps) {
  const t = words(page.locale);
  const title = t(`${step}.title`);
  const n = steps.indexOf(step);
  const before = steps[n - 1];
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      crumbs={[{ href: '/partnerships', label: t('partnerships') }, { label: t('begin.crumb') }]}
      errors={form?.errors ?? {}}
    >
      <Intro title={title} state={<Steps n={n + 1} of={steps.length} />} lead={t(`${step}.lead`)} />
      <Stack gap="6">
        {children}
        {id && before && (
          <p>
            <Link href={`/partnerships/${id}/beginning/${before}`}>{t('step.back', { n })}</Link>
          </p>
        )}
        {id && (
          <Form action={`/partnerships/${id}/removal`}>
            <Button variant="secondary" color="neutral">
              {t('draft.drop')}
            </Button>
          </Form>
        )}
      </Stack>
    </Layout>
  );
}

/** The end of a page: on, or later. */
export function Going({ page, children }: { page: Page; children: ComponentChildren }) {
  const t = words(page.locale);
  return (
    <SubmitRow note={t('step.note')}>
      {children}
      <Button variant="secondary" name="later" value="yes">
        {t('step.later')}
      </Button>
    </SubmitRow>
  );
}
