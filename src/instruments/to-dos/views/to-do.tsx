import type { DecisionsOf } from '../../../mechanisms/decision/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleDay } from '../../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../actions.ts';
import { words } from '../messages/index.ts';
import { typedToDo } from '../rules.ts';
import type { ToDo } from '../store.ts';

type From = ReturnType<DecisionsOf['get']>;
type Props = { page: Page; inside: Inside; toDo: ToDo; decision: From; owners: Owners; form?: FormState };

export function ToDoPage({ page, inside: { partnership }, toDo, decision, owners, form }: Props) {
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/to-dos`;
  return (
    <InsideLayout
      frame={page.frame}
      title={t('edit')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="12">
        <Intro
          title={t('edit')}
          lead={<Quoted sentence={toDo.text} said={{ text: toDo.text, lang: partnership.locale }} />}
        />
        {decision && (
          <p>
            <FromDecision page={page} partnership={partnership.id} decision={decision} />
          </p>
        )}
        {toDo.removedAt ? (
          <Gone page={page} toDo={toDo} path={path} />
        ) : (
          <>
            <ToDoForm
              page={page}
              action={`${path}/${toDo.id}`}
              owners={owners}
              button={t('save')}
              toDo={toDo}
              {...(form && { form })}
            />
            <Form action={`${path}/${toDo.id}/removal`}>
              <Button variant="tertiary" color="danger">
                {t('remove')}
              </Button>
            </Form>
          </>
        )}
      </Stack>
    </InsideLayout>
  );
}

/** The way to the decision of which a to-do comes. */
export function FromDecision({
  page,
  partnership,
  decision,
}: {
  page: Page;
  partnership: string;
  decision: From;
}) {
  if (!decision) return null;
  const { id, title, locale } = decision;
  const sentence = words(page.locale)('from-decision', { title });
  return (
    <Link href={`/partnerships/${partnership}/decisions/${id}`}>
      <Quoted sentence={sentence} said={{ text: title, lang: locale }} />
    </Link>
  );
}

type FormProps = {
  page: Page;
  action: string;
  owners: Owners;
  button: string;
  toDo?: ToDo;
  form?: FormState;
};

/** Days ahead that the example in the form lies: about when a first step is due. */
const soon = 14;

export function ToDoForm({ page, action, owners: { alone, partners }, button, toDo, form }: FormProps) {
  const t = words(page.locale);
  const example = exampleDay(addDays(dayOf(page.now, page.city.timeZone), soon), page.locale);
  const person = (one: { id: string; name: string }) => ({ value: `person:${one.id}`, label: one.name });
  const me = page.person && `person:${page.person.id}`;
  return (
    <Form action={action} state={form} stands={toDo && typedToDo(toDo)}>
      <Field name="text" label={t('text')} help={t('text.help')} />
      <Select
        name="owner"
        label={t('owner')}
        empty
        options={[
          ...alone.map(person),
          ...partners.map((partner) => ({
            group: partner.name,
            options: [
              ...partner.people.map(person),
              { value: `partner:${partner.id}`, label: t('owner.partner', { partner: partner.name }) },
            ],
          })),
        ]}
        {...(!toDo && me && { value: me })}
      />
      <Field name="due" type="date" label={t('due')} help={t('due.help', { example })} />
      <SubmitRow>
        <Button>{button}</Button>
      </SubmitRow>
    </Form>
  );
}

/** Shown where a to-do was just taken away. */
function Gone({ page, toDo, path }: { page: Page; toDo: ToDo; path: string }) {
  const t = words(page.locale);
  return (
    <Row>
      <p>{t('removed')}</p>
      <Form action={`${path}/${toDo.id}/return`}>
        <Button variant="secondary">{t('return')}</Button>
      </Form>
      <ButtonLink variant="tertiary" href={path}>
        {t('title')}
      </ButtonLink>
    </Row>
  );
}
