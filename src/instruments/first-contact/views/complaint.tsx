import { lessonFor } from '../../../guide/lessons.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { NoMail } from './step.tsx';

/** Row 96: a complaint in one's own words, before it becomes a request that somebody can say yes to. */
export function ComplaintPage({
  page,
  to,
  noMail,
  form,
}: {
  page: Page;
  to: string;
  noMail: boolean;
  form: FormState;
}) {
  const t = words(page.locale);
  const title = t('complaint.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      errors={form.errors}
      crumbs={[{ href: '/who-does-what', label: t('crumb.who') }, { label: title }]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('complaint.lead')} />
        <LessonLine lesson={lessonFor('complain', page.locale)} />
        {noMail && <NoMail page={page} />}
        <Draft name="complaint" reader={page.person?.id ?? ''}>
          <Form action="/complaints/turn" state={form}>
            {to && <input type="hidden" name="to" value={to} />}
            <TextArea name="complaint" label={t('complaint.label')} help={t('complaint.help')} rows={6} />
            <SubmitRow note={t('complaint.private')}>
              <Button>{t('complaint.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </Layout>
  );
}
