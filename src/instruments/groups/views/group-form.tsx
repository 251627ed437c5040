import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { usualReview } from '../rules.ts';
import type { Group } from '../store.ts';
import { pathOf, typedGroup } from './parts.ts';

type Props = {
  page: Page;
  inside: Inside;
  /** The group that is changed; without it a new one. */
  group?: Group;
  /** Groups that could stand above it. */
  names: readonly { id: string; name: string; locale: Group['locale'] }[];
  state: FormState | undefined;
};

/** A group and its mandate. */
export function GroupFormPage({ page, inside: { partnership }, group, names, state }: Props) {
  const t = words(page.locale);
  const path = pathOf(partnership.id);
  const title = t(group ? 'edit' : 'new');
  const others = names.filter(({ id }) => id !== group?.id);
  const above = [
    { href: path, label: t('title') },
    ...(group
      ? [
          {
            href: `${path}/${group.id}`,
            label: group.name,
            said: { text: group.name, lang: page.langOf(group.locale) ?? page.locale },
          },
        ]
      : []),
  ];
  return (
    <InsideLayout
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={above}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('form.lead')} />
        <Draft name={`group-${group?.id ?? 'new'}`} reader={page.person?.id ?? ''}>
          <Form
            action={group ? `${path}/${group.id}/edit` : path}
            state={state}
            stands={group && typedGroup(group)}
          >
            <Field name="name" label={t('name')} />
            <TextArea name="purpose" label={t('purpose')} help={t('purpose.help')} rows={4} />
            <TextArea name="decides" label={t('decides')} help={t('decides.help')} rows={4} optional />
            {others.length > 0 && (
              <Select
                name="above"
                label={t('above')}
                help={t('above.help')}
                empty={t('above.all')}
                options={others.map((other) => ({
                  value: other.id,
                  label: other.name,
                  lang: page.langOf(other.locale),
                }))}
                optional
              />
            )}
            <Field
              name="review"
              type="date"
              label={t('review')}
              help={t('review.help')}
              {...(!group && {
                value: typedDay(addDays(dayOf(page.now, page.city.timeZone), usualReview)),
              })}
            />
            <SubmitRow cancel={group ? `${path}/${group.id}` : path}>
              <Button>{t(group ? 'save' : 'add')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </InsideLayout>
  );
}
