import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Absence, StaffMember } from '../store/staff.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, exampleDay, pathOf } from './parts.tsx';

type Props = {
  page: Page;
  organisation: Organisation;
  staff: readonly StaffMember[];
  absences: readonly Absence[];
  form?: FormState;
};

/** Who is away, from … until: the deputy answers meanwhile. */
export function AbsencesPage({ page, organisation, staff, absences, form }: Props) {
  const t = words(page.locale);
  const title = t('absences.title');
  const people = [...new Map(staff.map((one) => [one.person, one])).values()];
  const today = dayOf(page.now, page.city.timeZone);
  const long = (day: string) => page.day(day);
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t('absences.lead')} />
        {absences.length > 0 && (
          <Lines label={title}>
            {absences.map((absence) => (
              <Line
                key={absence.id}
                level={2}
                title={absence.name ?? t('absences.somebody')}
                facts={[
                  t('absences.dates', { from: long(absence.from_day), until: long(absence.until_day) }),
                ]}
                end={
                  <Form action={`${pathOf(organisation)}/absences/${absence.id}/end`}>
                    <Button variant="tertiary" about={absence.name ?? ''}>
                      {t(absence.from_day > today ? 'absences.takeBack' : 'absences.end')}
                    </Button>
                  </Form>
                }
              />
            ))}
          </Lines>
        )}
        {people.length === 0 ? (
          <p>{t('absences.nobody')}</p>
        ) : (
          <Section title={t('absences.new')}>
            <Form action={`${pathOf(organisation)}/absences`} state={form}>
              <Radios
                name="person"
                label={t('absences.who')}
                options={people.map((one) => ({
                  value: one.person,
                  label: `${one.name} (${roleWord(page, one.role)})`,
                }))}
                value={people.find((one) => one.person === page.person?.id)?.person ?? people[0]!.person}
              />
              <Field
                name="from"
                type="date"
                label={t('absences.from')}
                help={t('day.help', { example: exampleDay(page) })}
              />
              <Field name="until" type="date" label={t('absences.until')} help={t('absences.until.help')} />
              <SubmitRow>
                <Button>{t('absences.save')}</Button>
              </SubmitRow>
            </Form>
          </Section>
        )}
      </Stack>
    </Layout>
  );
}

function roleWord(page: Page, role: string): string {
  const t = words(page.locale);
  return role === 'deputy' ? t('role.deputy') : role === 'contact' ? t('role.contact') : t('role.lead');
}
