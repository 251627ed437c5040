import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import type { Attempt } from '../store.ts';
import { AttemptForm, pastOf } from './parts.tsx';

type Props = { page: Page; inside: Inside; attempt: Attempt; state: FormState | undefined };

/** Changing an attempt, or taking it out. */
export function AttemptPage({ page, inside, attempt, state }: Props) {
  const t = words(page.locale);
  const base = pastOf(inside.partnership.id);
  const path = `${base}/attempts/${attempt.id}`;
  return (
    <InsidePage
      frame={page.frame}
      title={t('change.title')}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('change.title')} lead={attempt.what} />
        {attempt.removedAt ? (
          <Row>
            <p>{t('gone')}</p>
            <Form action={`${path}/return`}>
              <Button variant="secondary">{t('return')}</Button>
            </Form>
          </Row>
        ) : (
          <>
            <AttemptForm page={page} action={path} attempt={attempt} state={state} cancel={base} />
            <Form action={`${path}/removal`}>
              <Button variant="tertiary" color="danger">
                {t('remove')}
              </Button>
            </Form>
          </>
        )}
      </Stack>
    </InsidePage>
  );
}
