import { ToldFields } from '../../../mechanisms/same-questions/views/steps.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { heldIn, type Writing } from '../actions/statements.ts';
import { words } from '../messages/index.ts';
import { parts, typedStatement } from '../rules.ts';
import { statementsOf } from './parts.tsx';

type Props = { page: Page; at: Writing; state: FormState | undefined };

/** Writing what a partner tells of itself: a draft for its own people, until it is given to all. */
export function WritePage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, partner, telling, draft } = at;
  const base = statementsOf(inside.partnership.id);
  const { recorded } = telling;
  const title = t(recorded ? 'write.title.for' : 'write.title', { partner: partner.name });
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t(recorded ? 'write.lead.for' : 'write.lead')} />
        {!recorded && (
          <p class="text row-sign">
            <Icon name="lock" />
            {draft
              ? t('draft.saved', { who: draft.by ?? t('somebody'), day: page.day(draft.savedAt) })
              : t('draft.none')}
          </p>
        )}
        <Draft name={`statement-${partner.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/partners/${partner.id}`} state={state} stands={typedStatement(heldIn(at))}>
            {recorded && <ToldFields page={page} how="" on={null} />}
            {parts.map((part) => (
              <TextArea key={part} name={part} label={t(part)} help={t(`${part}.help`)} rows={3} optional />
            ))}
            <SubmitRow cancel={base} note={t(recorded ? 'give.note.for' : 'give.note')}>
              <Button name="go" value="give">
                {t(recorded ? 'give.for' : 'give')}
              </Button>
              {!recorded && (
                <Button variant="secondary" name="go" value="keep">
                  {t('keep')}
                </Button>
              )}
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </InsidePage>
  );
}
