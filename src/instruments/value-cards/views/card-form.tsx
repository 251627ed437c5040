import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { type Choice, Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { parts, showings } from '../rules.ts';
import type { Card } from '../store.ts';

type Props = {
  page: Page;
  organisation: { slug: string; name: Localised };
  card?: Card;
  goals: readonly Choice[];
  departments: readonly Choice[];
  /** The department that it is shown to now. */
  department?: string | undefined;
  form?: FormState;
};

export function CardFormPage({ page, organisation, card, goals, departments, department, form }: Props) {
  const t = words(page.locale);
  const title = t(card ? 'edit' : 'new.title');
  const state = form && { state: form };
  const mine = (text: Localised | undefined) => text?.[page.locale] ?? '';
  const action = card ? `/value-cards/${card.id}/edit` : `/organisations/${organisation.slug}/value-cards`;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[
        { href: '/who-does-what', label: t('directory') },
        { href: `/organisations/${organisation.slug}`, label: page.text(organisation.name) },
        { label: title },
      ]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('form.lead')} />
        <Draft name={`value-card-${card?.id ?? organisation.slug}`} reader={page.person?.id ?? ''}>
          <Form action={action}>
            <Field
              name="title"
              label={t('form.title')}
              help={t('form.title.help')}
              value={mine(card?.title)}
              maxlength={160}
              {...state}
            />
            <Select
              name="goal"
              label={t('form.goal')}
              help={t('form.goal.help')}
              options={goals}
              value={card?.goal_id ?? ''}
              empty={t('form.goal.none')}
              optional
              {...state}
            />
            {parts.map((part) => (
              <TextArea
                key={part}
                name={part}
                label={t(`part.${part}`)}
                help={t(`part.${part}.help`)}
                value={mine(card?.[part])}
                rows={3}
                maxlength={1000}
                optional
                {...state}
              />
            ))}
            <Radios
              name="audience"
              label={t('form.audience')}
              options={showings.map((one) => ({ value: one, label: t(`form.audience.${one}`) }))}
              value={card?.audience ?? 'space'}
              {...state}
            />
            <Select
              name="department"
              label={t('form.department')}
              options={departments}
              value={department ?? ''}
              empty
              optional
              {...state}
            />
            <SubmitRow>
              <Button>{t('form.save')}</Button>
              <Link href={card ? `/value-cards/${card.id}` : `/organisations/${organisation.slug}`}>
                {t('cancel')}
              </Link>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </Layout>
  );
}
