import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { sentence } from '../../../platform/i18n/sentence.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Limits } from '../actions.ts';
import { words } from '../messages/index.ts';
import { areasOf, kinds } from '../rules.ts';
import { pathOf } from './parts.tsx';

type Props = {
  page: Page;
  at: Limits;
  roles: readonly { id: string; title: string }[];
  groups: readonly { id: string; name: string; locale: Locale }[];
  state: FormState | undefined;
};

/** One rule: who decides about what. */
export function RuleFormPage({ page, at, roles, groups, state }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const areas = areasOf((at.written ?? at.asked)?.rules ?? []).map(({ area }) => area);
  const choices = [
    { value: 'all', label: sentence(t('who.all'), page.locale) },
    ...(roles.length > 0
      ? [
          {
            group: t('who.roles'),
            options: roles.map(({ id, title }) => ({
              value: `role:${id}`,
              label: title,
              lang: page.langOf(partnership.locale),
            })),
          },
        ]
      : []),
    ...(groups.length > 0
      ? [
          {
            group: t('who.groups'),
            options: groups.map(({ id, name, locale }) => ({
              value: `group:${id}`,
              label: name,
              lang: page.langOf(locale),
            })),
          },
        ]
      : []),
  ];
  return (
    <Inside
      frame={page.frame}
      title={t('add')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="6">
        <Intro title={t('add')} lead={t('rule.lead')} />
        <Form action={`${path}/rules`} state={state}>
          <Radios
            name="kind"
            label={t('kind')}
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <Field
            name="area"
            label={t('area.field')}
            help={t('area.help')}
            {...(areas.length > 0 && { offers: areas })}
          />
          <Field
            name="upTo"
            type="number"
            label={t('amount')}
            help={t('amount.help', { currency: page.city.currency })}
            optional
          />
          <Select name="who" label={t('who')} help={t('who.help')} empty options={choices} />
          <SubmitRow cancel={path}>
            <Button>{t('rule.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}
