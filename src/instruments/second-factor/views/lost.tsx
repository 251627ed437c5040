import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';

type LostProps = {
  page: Page;
  waits: { checked_at: Date | null } | undefined;
  /** There are two others to decide. */
  possible: boolean;
  form?: FormState;
};

/** For somebody who has proven password or address, and has nothing else left. */
export function LostPage({ page, waits, possible, form }: LostProps) {
  const t = words(page.locale);
  const lead = waits
    ? waits.checked_at
      ? 'lost.waits.second'
      : 'lost.waits'
    : possible
      ? 'lost.lead'
      : 'lost.few';
  return (
    <Layout frame={page.frame} title={t('lost')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('lost')} lead={t(lead)} />
      <Stack gap="6">
        {!waits && possible && (
          <Form action="/sign-in/lost" state={form}>
            <TextArea name="reach" label={t('lost.reach')} help={t('lost.reach.help')} rows={3} />
            <SubmitRow cancel="/sign-in/code">
              <Button>{t('lost.ask')}</Button>
            </SubmitRow>
          </Form>
        )}
        {!waits && !possible && <p class="text">{t('lost.few.how')}</p>}
        {(waits || !possible) && (
          <p class="text">
            {t('lost.found')} <Link href="/sign-in/code">{t('lost.found.do')}</Link>
          </p>
        )}
      </Stack>
    </Layout>
  );
}
