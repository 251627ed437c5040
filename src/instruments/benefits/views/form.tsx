import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';
import type { Kind, typedBenefit } from '../rules.ts';

type Props = {
  page: Page;
  action: string;
  owners: Owners;
  state: FormState | undefined;
  button: string;
  cancel: string;
  /** What it says now, where there is one. */
  stands?: ReturnType<typeof typedBenefit>;
  begins?: { kind: Kind; claim: string };
};

/** What is claimed, from where to where, and who checks it when. */
export function BenefitForm({ page, action, owners, state, button, cancel, stands, begins }: Props) {
  const t = words(page.locale);
  const { alone, partners } = owners;
  const person = (one: { id: string; name: string }) => ({ value: `person:${one.id}`, label: one.name });
  const me = begins && page.person && { value: `person:${page.person.id}` };
  return (
    <Form action={action} state={state} stands={stands}>
      {begins && <input type="hidden" name="kind" value={begins.kind} />}
      <TextArea
        name="claim"
        label={t('claim')}
        help={t('claim.help')}
        rows={2}
        {...(begins && { value: begins.claim })}
      />
      <Field name="who" label={t('who')} help={t('who.help')} />
      <TextArea name="indicator" label={t('indicator')} help={t('indicator.help')} rows={2} />
      <Field name="unit" label={t('unit')} help={t('unit.help')} width="medium" optional />
      <Section title={t('start')} size="xs" gap="6">
        <p>{t('start.about')}</p>
        <Field name="baseline" type="number" label={t('baseline')} help={t('number.help')} optional />
        <Field
          name="baselineOn"
          type="date"
          label={t('baselineOn')}
          help={t('day.help', { example: page.day(page.now) })}
          optional
        />
        <Field name="baselineSource" label={t('baselineSource')} optional />
        <TextArea name="baselineWords" label={t('baselineWords')} rows={2} optional />
      </Section>
      <Section title={t('goal')} size="xs" gap="6">
        <Field name="target" type="number" label={t('target')} help={t('number.help')} optional />
        <TextArea name="targetWords" label={t('targetWords')} rows={2} optional />
      </Section>
      <Field
        name="checkOn"
        type="date"
        label={t('checkOn')}
        help={t('day.help', { example: exampleAhead(page) })}
      />
      <Select
        name="checker"
        label={t('checker')}
        help={t('checker.help')}
        empty
        options={[
          ...alone.map(person),
          ...partners.map((partner) => ({
            group: partner.name,
            options: [
              ...partner.people.map(person),
              { value: `partner:${partner.id}`, label: t('checker.partner', { partner: partner.name }) },
            ],
          })),
        ]}
        {...me}
      />
      <SubmitRow cancel={cancel}>
        <Button>{button}</Button>
      </SubmitRow>
    </Form>
  );
}
