import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { LocalisedFields } from '../../../ui/localised-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { typedResponsibility } from '../rules/typed.ts';
import type { ShownResponsibility } from '../store/reading.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, pathOf } from './parts.tsx';

/** `offers`: names of those who may decide it instead. */
type Props = { page: Page; organisation: Organisation; offers: readonly string[]; form?: FormState };
type ListProps = Props & { list: readonly ShownResponsibility[]; removed: readonly ShownResponsibility[] };

/** All that an organisation decides and doesn't, with the form for one more. */
export function ResponsibilitiesPage({ page, organisation, list, removed, offers, form }: ListProps) {
  const t = words(page.locale);
  const title = t('responsibilities.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="12">
        <Intro title={title} lead={t('responsibilities.lead')} />
        <Half
          page={page}
          organisation={organisation}
          title={t('decides.title')}
          rows={list.filter((one) => one.decides)}
        />
        <Half
          page={page}
          organisation={organisation}
          title={t('notDecided.title')}
          rows={list.filter((one) => !one.decides)}
        />
        <Section title={t('responsibility.new')}>
          <ResponsibilityForm
            page={page}
            action={`${pathOf(organisation)}/responsibilities`}
            button={t('responsibility.add')}
            offers={offers}
            {...(form && { form })}
          />
        </Section>
        {removed.length > 0 && (
          <Section title={t('responsibilities.removed')}>
            <Lines>
              {removed.map((one) => (
                <Line
                  key={one.id}
                  title={<Spoken text={one.text} fallback={page.city.defaultLocale} />}
                  end={
                    <Press
                      page={page}
                      organisation={organisation}
                      one={one}
                      act="return"
                      word={t('responsibility.return')}
                    />
                  }
                />
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </Layout>
  );
}

function Half({
  page,
  organisation,
  title,
  rows,
}: {
  page: Page;
  organisation: Organisation;
  title: string;
  rows: readonly ShownResponsibility[];
}) {
  const t = words(page.locale);
  return (
    <Section title={title}>
      {rows.length === 0 && <p class="quiet">{t('responsibilities.none')}</p>}
      {rows.length > 0 && (
        <Lines label={title}>
          {rows.map((one, n) => (
            <Line
              key={one.id}
              title={<Spoken text={one.text} fallback={page.city.defaultLocale} />}
              href={`${pathOf(organisation)}/responsibilities/${one.id}`}
              facts={[
                wordCount(page, one),
                one.instead_name && page.text(one.instead_name),
                one.elsewhere && page.text(one.elsewhere),
              ]}
              end={
                <Row>
                  {n > 0 && (
                    <Press
                      page={page}
                      organisation={organisation}
                      one={one}
                      act="place"
                      way="up"
                      word={t('responsibility.up')}
                    />
                  )}
                  {n < rows.length - 1 && (
                    <Press
                      page={page}
                      organisation={organisation}
                      one={one}
                      act="place"
                      way="down"
                      word={t('responsibility.down')}
                    />
                  )}
                </Row>
              }
            />
          ))}
        </Lines>
      )}
    </Section>
  );
}

function wordCount(page: Page, one: ShownResponsibility): string | false {
  const n = Object.values(one.words).reduce((sum, list) => sum + list.length, 0);
  return one.decides && words(page.locale)('responsibility.phrases', { n });
}

type PressProps = {
  page: Page;
  organisation: Organisation;
  one: ShownResponsibility;
  act: 'place' | 'return';
  way?: 'up' | 'down';
  word: string;
};

function Press({ page, organisation, one, act, way, word }: PressProps) {
  return (
    <Form action={`${pathOf(organisation)}/responsibilities/${one.id}/${act}`}>
      <Button variant="tertiary" about={page.text(one.text)} {...(way && { name: 'way', value: way })}>
        {word}
      </Button>
    </Form>
  );
}

/** One of them. */
export function ResponsibilityPage({
  page,
  organisation,
  one,
  offers,
  form,
}: Props & { one: ShownResponsibility }) {
  const t = words(page.locale);
  const title = t('responsibility.title');
  const path = `${pathOf(organisation)}/responsibilities`;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[
        ...crumbsTo(page, organisation, title).slice(0, 2),
        { href: path, label: t('responsibilities.title') },
        { label: title },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="12">
        <Intro title={title} />
        <ResponsibilityForm
          page={page}
          action={`${path}/${one.id}`}
          button={t('save')}
          one={one}
          offers={offers}
          cancel={path}
          {...(form && { form })}
        />
        <Dialog
          id="remove"
          title={t('responsibility.remove.title')}
          open={t('responsibility.remove')}
          cancel={t('responsibility.keep')}
          danger
        >
          <p>{t('responsibility.remove.text')}</p>
          <Form action={`${path}/${one.id}/removal`}>
            <Button variant="secondary" color="danger">
              {t('responsibility.remove.do')}
            </Button>
          </Form>
        </Dialog>
      </Stack>
    </Layout>
  );
}

type FormProps = Omit<Props, 'organisation'> & {
  action: string;
  button: string;
  one?: ShownResponsibility;
  cancel?: string;
};

function ResponsibilityForm({ page, action, button, offers, one, form, cancel }: FormProps) {
  const t = words(page.locale);
  return (
    <Form action={action} state={form} stands={one && typedResponsibility(one, page)}>
      <Radios
        name="decides"
        label={t('responsibility.decides')}
        options={[
          { value: 'yes', label: t('responsibility.yes') },
          { value: 'no', label: t('responsibility.no') },
        ]}
        {...(!one && { value: 'yes' })}
      />
      <LocalisedFields
        name="text"
        label={t('responsibility.text')}
        help={t('responsibility.text.help')}
        rows={2}
      />
      <LocalisedFields
        name="words"
        label={t('responsibility.words')}
        help={t('responsibility.words.help')}
        rows={5}
        optional
      />
      <Field
        name="instead"
        label={t('responsibility.instead')}
        help={t('responsibility.instead.help')}
        offers={offers}
        optional
      />
      <LocalisedFields
        name="elsewhere"
        label={t('responsibility.elsewhere')}
        help={t('responsibility.elsewhere.help')}
        optional
      />
      <SubmitRow cancel={cancel}>
        <Button>{button}</Button>
      </SubmitRow>
    </Form>
  );
}
