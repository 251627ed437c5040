import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { largestMegabytes, type State } from '../rules.ts';
import type { FoundArrival } from '../store.ts';

const here = '/settings/partnership-imports';
const shown = {
  looked: 'looked',
  going: 'going',
  lost: 'looked',
  new: 'here',
  same: 'here',
  ahead: 'here',
} as const;

type Props = { page: Page; arrivals: readonly (FoundArrival & { state: State })[]; form: FormState };

/** Where a file is sent, and what came of those before. */
export function ImportsPage({ page, arrivals, form }: Props) {
  const t = words(page.locale);
  const day = (at: Date) => page.day(at);
  return (
    <Layout
      frame={page.frame}
      title={t('import')}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('import') }]}
      errors={form.errors}
      hidden
    >
      <Intro title={t('import')} lead={t('import.lead')} />
      <Stack gap="12">
        <Form action={here} state={form} multipart>
          <FileField
            name="file"
            label={t('import.file')}
            help={t('import.file.help', { n: largestMegabytes })}
            accept=".zip,application/zip"
          />
          <Notice tone="warning">
            <p>{t('import.care')}</p>
          </Notice>
          <SubmitRow>
            <Button>{t('import.look')}</Button>
          </SubmitRow>
        </Form>
        {arrivals.length > 0 && (
          <Section title={t('before')}>
            <Lines>
              {arrivals.map(({ id, about, at, state }) => (
                <Line
                  key={id}
                  title={about.name}
                  href={`${here}/${id}`}
                  facts={[about.from, day(at), t(`state.${shown[state as keyof typeof shown] ?? 'refused'}`)]}
                />
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </Layout>
  );
}
