import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { exampleDay, typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { typedMoment } from '../rules.ts';
import type { Moment } from '../store.ts';
import { MomentPicture } from './timeline.tsx';

/** Without HEIC: a phone that has it then sends JPEG by itself. */
const accepted = 'image/jpeg,image/png,image/webp,image/gif';

type NewProps = { page: Page; inside: Inside; form?: FormState };

export function NewMomentPage({ page, inside, form }: NewProps) {
  const t = words(page.locale);
  const path = pathOf(inside);
  const today = typedDay(dayOf(page.now, page.city.timeZone));
  const held = textOf(form, 'held');
  return (
    <Around page={page} inside={inside} title={t('add')} {...(form && { form })}>
      <Intro title={t('add')} lead={t('add.lead')} />
      <Draft name={`moment-${inside.partnership.id}`} reader={page.person?.id ?? ''}>
        <Form action={path} state={form} multipart>
          <Field name="text" label={t('text')} help={t('text.help')} optional={!form?.errors.text} />
          <Day page={page} value={today} />
          <FileField
            name="picture"
            label={t(held ? 'picture.other' : 'picture')}
            help={t(held ? 'picture.held' : 'picture.help')}
            accept={accepted}
            optional
          />
          {held && (
            <>
              <input type="hidden" name="held" value={held} />
              <Checkbox name="without" label={t('picture.without')} />
            </>
          )}
          <Shows page={page} />
          <Checkbox name="agreed" label={t('agreed')} />
          <SubmitRow>
            <Button>{t('put')}</Button>
          </SubmitRow>
        </Form>
      </Draft>
    </Around>
  );
}

type MomentProps = NewProps & { moment: Moment };

export function MomentPage({ page, inside, moment, form }: MomentProps) {
  const t = words(page.locale);
  const path = pathOf(inside);
  if (moment.removedAt) return <Gone page={page} inside={inside} moment={moment} />;
  return (
    <Around page={page} inside={inside} title={t('edit')} {...(form && { form })}>
      <Intro title={t('edit')} />
      {moment.file && (
        <Stack>
          <MomentPicture moment={moment} />
          <p class="small quiet">{t('edit.picture')}</p>
        </Stack>
      )}
      <Draft name={`moment-${moment.id}`} reader={page.person?.id ?? ''}>
        <Form action={`${path}/${moment.id}`} state={form} stands={typedMoment(moment)}>
          <Field
            name="text"
            label={t('text')}
            help={t(moment.file ? 'text.picture' : 'text.help')}
            optional={moment.file !== null}
          />
          <Day page={page} />
          {moment.file && <Shows page={page} />}
          <SubmitRow>
            <Button>{t('save')}</Button>
          </SubmitRow>
        </Form>
      </Draft>
      <Form action={`${path}/${moment.id}/removal`}>
        <Button variant="tertiary" color="danger">
          {t('remove')}
        </Button>
      </Form>
    </Around>
  );
}

const pathOf = ({ partnership }: Inside) => `/partnerships/${partnership.id}/timeline`;

type AroundProps = NewProps & { title: string; children: ComponentChildren };

function Around({ page, inside, title, form, children }: AroundProps) {
  const above = [{ href: pathOf(inside), label: words(page.locale)('title') }];
  return (
    <InsideLayout
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={above}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="12">{children}</Stack>
    </InsideLayout>
  );
}

type PartProps = { page: Page; value?: string };

function Day({ page, value }: PartProps) {
  const t = words(page.locale);
  const example = exampleDay(dayOf(page.now, page.city.timeZone), page.locale);
  return (
    <Field
      name="day"
      type="date"
      label={t('day')}
      help={t('day.help', { example })}
      {...(value && { value })}
    />
  );
}

function Shows({ page }: PartProps) {
  const t = words(page.locale);
  return <TextArea name="shows" label={t('shows')} help={t('shows.help')} rows={2} />;
}

/** Shown where a moment was just taken out. */
function Gone({ page, inside, moment }: MomentProps) {
  const t = words(page.locale);
  return (
    <Around page={page} inside={inside} title={t('removed')}>
      <Intro title={t('removed')} lead={t('removed.lead')} />
      <Row>
        <Form action={`${pathOf(inside)}/${moment.id}/return`}>
          <Button variant="secondary">{t('return')}</Button>
        </Form>
        <ButtonLink variant="tertiary" href={pathOf(inside)}>
          {t('title')}
        </ButtonLink>
      </Row>
    </Around>
  );
}
