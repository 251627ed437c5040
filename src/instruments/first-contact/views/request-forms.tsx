import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import type { RequestView } from './request-view.ts';

/** May others read it? Each side says so for itself. */
export function Openness({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const { side, open, door } = view;
  if (side === 'observer') return null;
  const mine = open[side];
  const both = open.asker && open.unit;
  const agreed = open.asker ? 'asker' : open.unit ? 'unit' : 'none';
  const said = both ? 'both' : agreed === 'none' || agreed !== side ? agreed : (`${agreed}.mine` as const);
  return (
    <Section title={t('open.title')} ruled>
      <p class="small">{t(`open.${said}`)}</p>
      <Form action={`${door.base}/openness`}>
        <input type="hidden" name="choice" value={mine ? 'private' : 'public'} />
        <Button variant="tertiary">{t(mine ? 'open.close' : 'open.do')}</Button>
      </Form>
    </Section>
  );
}

/** How well prepared the page was: for the asker's eyes, counted nowhere. */
export function Preparation({
  page,
  view,
  form,
}: {
  page: Page;
  view: RequestView;
  form: FormState | undefined;
}) {
  const t = words(page.locale);
  return (
    <Section title={t('prepared.title')}>
      <p class="text">{t('prepared.why')}</p>
      <Form action={`${view.door.base}/rating`} state={form}>
        <Radios
          name="step"
          label={t('prepared.step')}
          value={view.rating ? String(view.rating.step) : undefined}
          options={(['1', '2', '3'] as const).map((value) => ({ value, label: t(`rating.${value}`) }))}
        />
        <TextArea
          name="hint"
          label={t('prepared.hint')}
          help={t('prepared.hint.help')}
          value={view.rating?.hint}
          rows={2}
          optional
        />
        <Button variant="secondary">{t('prepared.do')}</Button>
      </Form>
    </Section>
  );
}
