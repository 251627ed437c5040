import { lessonFor } from '../../../guide/lessons.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { loadThanking, MovingOn } from '../actions.ts';
import { words } from '../messages/index.ts';
import { frameBelow, pathOf } from './parts.tsx';

/** Before the end: what is still open, and what happens then. */
export function EndingPage({ page, at, state }: { page: Page; at: MovingOn; state?: FormState | undefined }) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const open = at.open.length > 0;
  return (
    <InsidePage {...frameBelow(page, partnership, t('end.title'), state?.errors)}>
      <Stack gap="12">
        <Intro title={t('end.title')} lead={t('end.lead')} />
        {open ? (
          <Notice tone="warning">
            <p>{t('end.open')}</p>
            <ul>
              {at.open.map(({ key, n }) => (
                <li key={key}>{t(`open.${key}`, { n })}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <Notice tone="success">
            <p>{t('open.nothing')}</p>
          </Notice>
        )}
        {open && (
          <p>
            <ButtonLink variant="secondary" href={path}>
              {t('end.first')}
            </ButtonLink>
          </p>
        )}
        <LessonLine lesson={lessonFor('end', page.locale)} />
        <Form action={`${path}/ending`} state={state}>
          {open && <TextArea name="reason" label={t('end.reason')} help={t('end.reason.help')} rows={3} />}
          <SubmitRow cancel={path}>
            <Button color="danger">{t(open ? 'end.do.open' : 'end.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}

type ThanksProps = {
  page: Page;
  at: Awaited<ReturnType<typeof loadThanking>>;
  state?: FormState | undefined;
};

/** One sentence to each partner, or none. */
export function ThanksPage({ page, at, state }: ThanksProps) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  return (
    <InsidePage {...frameBelow(page, partnership, t('thanks'), state?.errors)}>
      <Stack gap="12">
        <Intro
          title={t('thanks')}
          lead={at.from ? t('thanks.lead', { partner: at.from.name }) : t('thanks.lead.facilitator')}
        />
        {at.to.length === 0 ? (
          <p class="quiet">{t('thanks.nobody')}</p>
        ) : (
          <Form action={`${path}/thanks`} state={state}>
            {at.to.map(({ id, name }) => (
              <TextArea
                key={id}
                name={`to-${id}`}
                label={t('thanks.to', { partner: name })}
                value={at.given.find((one) => one.to === id)?.text ?? ''}
                rows={2}
                optional
              />
            ))}
            <SubmitRow cancel={path}>
              <Button>{t('thanks.do')}</Button>
            </SubmitRow>
          </Form>
        )}
      </Stack>
    </InsidePage>
  );
}
