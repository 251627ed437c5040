import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { OneRelation } from '../actions.ts';
import { words } from '../messages/index.ts';
import { ends, typedHolder } from '../rules.ts';
import type { HolderRow } from '../store.ts';
import { ledgerOf } from './parts.tsx';

type Props = {
  page: Page;
  at: OneRelation;
  state: FormState | undefined;
  /** Who is changed; a new one without. Who it is stays as it is. */
  holder?: HolderRow;
  aside?: boolean;
};

export function HolderForm({ page, at, state, holder, aside }: Props) {
  const t = words(page.locale);
  const { alone, partners } = at.people;
  const one = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const people = [
    ...alone.map(one),
    ...partners
      .filter(({ people: theirs }) => theirs.length > 0)
      .map(({ name, people: theirs }) => ({ group: name, options: theirs.map(one) })),
  ];
  const path = `${ledgerOf(at.inside.partnership.id)}/${at.relation.id}/holders`;
  return (
    <Form
      action={holder ? `${path}/${holder.id}` : path}
      state={state}
      stands={holder && typedHolder(holder)}
    >
      {!holder && (
        <>
          <Select name="person" label={t('person')} empty={t('person.role')} options={people} />
          <Field name="roleName" label={t('role-name')} help={t('role-name.help')} optional />
        </>
      )}
      <Field
        name="department"
        label={t('department')}
        help={t(holder ? 'department.help' : 'department.new.help')}
        optional={!holder}
      />
      <Radios
        name="ends"
        label={t('ends')}
        options={ends.map((value) => ({ value, label: t(`ends.${value}`) }))}
        {...(!holder && { value: 'open' })}
      />
      <Field
        name="until"
        type="date"
        label={t('until')}
        help={t('until.help', { example: exampleAhead(page) })}
        optional
      />
      <More summary={t('follows')} open={holder !== undefined || state !== undefined}>
        <Select
          name="successor"
          label={t('successor.label')}
          empty={t('successor.open')}
          options={people}
          optional
        />
        <Field name="successorName" label={t('successor-name')} optional />
        {at.roles.length > 0 && (
          <Select
            name="role"
            label={t('role')}
            empty={t('role.none')}
            options={at.roles.map(({ id, title }) => ({ value: id, label: title }))}
            optional
          />
        )}
        <Checkbox name="written" label={t('written')} help={t('written.help')} />
      </More>
      <SubmitRow {...(holder && { cancel: path.replace(/\/holders$/, '') })}>
        <Button variant={aside ? 'secondary' : 'primary'}>{t(holder ? 'save' : 'holder.do')}</Button>
      </SubmitRow>
    </Form>
  );
}
