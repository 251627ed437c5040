import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { loadChecking } from '../actions.ts';
import { words } from '../messages/index.ts';
import { checks } from '../rules.ts';
import { pathOf } from './parts.tsx';

type Props = Awaited<ReturnType<typeof loadChecking>> & { page: Page; state?: FormState | undefined };

/** What a partner ticks of itself. */
export function ChecksPage({ page, at, voice, ticked, state }: Props) {
  const t = words(page.locale);
  const title = t('checks.title', { partner: voice.partner.name });
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t(voice.recorded ? 'recorded.lead' : 'checks.lead')} />
        <Form action={`${path}/checks`} state={state}>
          <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
          <Checkboxes
            name="ticked"
            label={t('checks.label')}
            options={checks.map((value) => ({ value, label: t(`check.${value}`) }))}
            chosen={ticked ?? []}
          />
          <SubmitRow cancel={path}>
            <Button>{t('checks.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}
