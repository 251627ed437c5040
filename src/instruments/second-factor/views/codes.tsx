import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';

/** Ten codes for the day on which the phone is gone. They are shown now and never again. */
export function CodesPage({ page, codes }: { page: Page; codes: readonly string[] }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('codes.shown')} size="sm" hidden>
      <Intro title={t('codes.shown')} lead={t('codes.shown.lead')} />
      <Stack gap="6">
        <Letter
          head={t('codes.paper', { city: page.frame.city.name, name: page.person!.name })}
          foot={<p>{t('codes.paper.foot')}</p>}
        >
          <ol>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
        </Letter>
        <PrintButton />
        <Form action="/account/second-factor/codes/kept">
          <Button>{t('codes.kept')}</Button>
        </Form>
      </Stack>
    </Layout>
  );
}
