import { type Written, wordsFor } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';

type ReportProps = { page: Page; action: string; back: string; about: Written; form: FormState };

/** "This should not be here": tells the administrators. */
export function ReportPage({ page, action, back, about, form }: ReportProps) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('report.title')}
      size="sm"
      hidden
      errors={form.errors}
      crumbs={[{ href: back, label: wordsFor(about, page.locale).text }, { label: t('report.title') }]}
    >
      <Stack gap="6">
        <Intro title={t('report.title')} lead={t('report.lead')} />
        <Form action={action} state={form}>
          <TextArea name="reason" label={t('report.label')} help={t('report.help')} rows={4} />
          <SubmitRow>
            <Button>{t('report.do')}</Button>
            <Link href={back}>{t('back')}</Link>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}
