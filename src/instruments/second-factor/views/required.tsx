import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { listAdministrators } from '../store/factors.ts';

type RequiredProps = {
  page: Page;
  required: boolean;
  administrators: Awaited<ReturnType<typeof listAdministrators>>;
  form?: FormState;
};

export function RequiredPage({ page, required, administrators, form }: RequiredProps) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('required')}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('required') }]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('required')} lead={t('required.lead')} />
      <Stack gap="12">
        <Form action="/settings/second-factor" state={form}>
          <Checkbox name="required" label={t('required.do')} help={t('required.help')} checked={required} />
          {form?.errors.required && (
            <p class="text">
              <Link href="/account/second-factor">{t('required.self.do')}</Link>
            </p>
          )}
          <SubmitRow>
            <Button>{t('required.save')}</Button>
          </SubmitRow>
        </Form>
        <Section title={t('required.who')}>
          <Lines>
            {administrators.map(({ id, name, has }) => (
              <Line key={id} title={name} facts={[t(has ? 'required.has' : 'required.hasNone')]} />
            ))}
          </Lines>
        </Section>
      </Stack>
    </Layout>
  );
}
