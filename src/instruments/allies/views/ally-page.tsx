import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { type Choice, Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { opennesses } from '../rules.ts';
import { type Ally, type Ask, typedAlly } from '../store.ts';
import { crumbsOf, type Owner } from './parts.ts';

type Props = {
  page: Page;
  organisation: Owner;
  ally: Ally;
  ladder: readonly Ask[];
  departments: readonly Choice[];
  form?: FormState;
  askForm?: FormState;
};

export function AllyPage({ page, organisation, ally, ladder, departments, form, askForm }: Props) {
  const t = words(page.locale);
  const path = `/organisations/${organisation.slug}/allies/${ally.id}`;
  const crumbs = crumbsOf(page, organisation, ally.name);
  return (
    <Layout
      frame={page.frame}
      title={ally.name}
      size="sm"
      crumbs={[
        ...crumbs.slice(0, 2),
        { href: `/organisations/${organisation.slug}/allies`, label: t('title') },
        { label: ally.name },
      ]}
      errors={{ ...form?.errors, ...askForm?.errors }}
      hidden
    >
      <Stack gap="12">
        <Intro title={ally.name} lead={ally.note} />
        <Section title={t('ladder')}>
          <p class="text">{t('ladder.help')}</p>
          {ladder.length > 0 && (
            <Lines label={t('ladder')}>
              {ladder.map((ask) => (
                <Line
                  key={ask.id}
                  title={ask.text}
                  facts={[ask.done_at && t('ask.isDone')]}
                  end={
                    <Form action={`${path}/asks/${ask.id}/done`}>
                      <Button
                        variant="tertiary"
                        name="done"
                        value={ask.done_at ? 'no' : 'yes'}
                        about={ask.text}
                      >
                        {t(ask.done_at ? 'ask.notDone' : 'ask.done')}
                      </Button>
                    </Form>
                  }
                />
              ))}
            </Lines>
          )}
          <Form action={`${path}/asks`} state={askForm}>
            <Field name="ask" label={t('ask.new')} help={t('ask.help')} />
            <SubmitRow>
              <Button variant="secondary">{t('ask.add')}</Button>
            </SubmitRow>
          </Form>
        </Section>
        <Section title={t('edit')}>
          <AllyForm
            page={page}
            action={path}
            button={t('save')}
            ally={ally}
            departments={departments}
            {...(form && { form })}
          />
          <Form action={`${path}/removal`}>
            <Button variant="tertiary">{t('remove')}</Button>
          </Form>
        </Section>
      </Stack>
    </Layout>
  );
}

type FormProps = {
  page: Page;
  action: string;
  button: string;
  ally?: Ally;
  departments: readonly Choice[];
  form?: FormState;
};

export function AllyForm({ page, action, button, ally, departments, form }: FormProps) {
  const t = words(page.locale);
  return (
    <Form action={action} state={form} stands={ally && typedAlly(ally)}>
      <Field name="name" label={t('form.name')} help={t('form.name.help')} />
      <Select
        name="department"
        label={t('form.department')}
        options={departments}
        empty={t('form.department.none')}
        optional
      />
      <Field name="place" label={t('form.place')} optional />
      <Radios
        name="openness"
        label={t('form.openness')}
        options={opennesses.map((one) => ({ value: one, label: t(`openness.${one}`) }))}
        {...(!ally && { value: 'unknown' })}
      />
      <TextArea name="note" label={t('form.note')} help={t('form.note.help')} rows={3} optional />
      <SubmitRow>
        <Button>{button}</Button>
      </SubmitRow>
    </Form>
  );
}
