import { guideOf } from '../../../guide/adapted.ts';
import type { Page } from '../../../platform/http/page.ts';
import { languageName } from '../../../platform/i18n/names.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import type { Option } from '../../../ui/choices.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Goal } from '../../goals/store.ts';
import { isElement } from '../../path/rules.ts';
import type { Making } from '../actions.ts';
import { words } from '../messages/index.ts';

type Props = { page: Page; making: Making; goals: readonly Goal[]; state?: FormState | undefined };

/** What everybody may see is put together: words for it, and what there is already. */
export function MakingPage({ page, making, goals, state }: Props) {
  const t = words(page.locale);
  const { inside, latest, contacts, step, moments, shown } = making;
  const { partnership } = inside;
  const base = `/partnerships/${partnership.id}/public`;
  const language = languageName(partnership.locale, page.locale);
  const title = t(latest ? 'making.again' : 'making');
  const lang = partnership.locale === page.locale ? undefined : partnership.locale;
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: base, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('making.lead')} />
        <Form action={`${base}/versions`} state={state}>
          <TextArea
            name="what"
            label={t('what.label')}
            help={t('what.help', { language })}
            value={latest?.what ?? partnership.purpose.slice(0, 600)}
            {...(lang && { lang })}
          />
          <Field
            name="place"
            label={t('place.label')}
            value={latest?.place ?? partnership.place}
            {...(lang && { lang })}
            optional
          />
          <Field
            name="whom"
            label={t('whom.label')}
            help={t('whom.help')}
            value={latest?.whom ?? ''}
            {...(lang && { lang })}
            optional
          />
          {making.sections.length > 0 ? (
            <Checkboxes
              name="sections"
              label={t('sections.label')}
              help={t('sections.help')}
              options={sectionOptions(making, page)}
              chosen={chosenOf(making)}
              optional
            />
          ) : (
            <p class="text quiet">{t('sections.none')}</p>
          )}
          {moments.length > 0 && (
            <Checkboxes
              name="moments"
              label={t('moments.label')}
              help={t('moments.help')}
              options={moments.map(({ id, day, text, shows, file }) => ({
                value: id,
                label: text || shows,
                help: [page.day(day), file && t('moments.picture')].filter(Boolean).join(' · '),
                ...(lang && { lang }),
              }))}
              chosen={shown.moments}
              optional
            />
          )}
          {step && isElement(step) && (
            <Checkbox
              name="step"
              label={t('step.label', { step: guideOf(page.city, page.locale).elements[step].name })}
              help={t('step.help')}
              checked={Boolean(latest?.element)}
            />
          )}
          {contacts.length > 0 && (
            <Select
              name="contact"
              label={t('contact.label')}
              help={t('contact.help')}
              options={contacts.map(({ id, name }) => ({ value: id, label: page.text(name) }))}
              empty={t('contact.none')}
              value={latest?.contact ?? ''}
              optional
            />
          )}
          {goals.length > 0 && (
            <Select
              name="goal"
              label={t('goal.label')}
              options={goals.map((goal) => ({ value: goal.id, label: page.text(goal.title) }))}
              empty={t('goal.none')}
              value={latest?.goal ?? ''}
              optional
            />
          )}
          <SubmitRow cancel={base} note={t('making.note')}>
            <Button>{t('making.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}

/** Each text as a whole, and below it its sections. */
function sectionOptions({ sections }: Making, page: Page): Option[] {
  const t = words(page.locale);
  return [...Map.groupBy(sections, ({ document }) => document)].flatMap(([document, own]) => {
    const { title, locale } = own[0]!;
    const said = locale !== page.locale && { lang: locale };
    const headings = own.map(({ block, heading }) => ({
      value: block,
      label: `${title}: ${heading || t('sections.untitled')}`,
      ...said,
    }));
    return [
      {
        value: document,
        label: <Quoted sentence={t('sections.whole', { title })} said={{ text: title, lang: locale }} />,
        help: t('sections.whole.help', { n: own.length }),
      },
      ...(own.length > 1 ? headings : []),
    ];
  });
}

/** A text that is shown whole is ticked as one. */
function chosenOf({ sections, shown }: Making): string[] {
  const blocks = new Set(shown.blocks);
  return [...Map.groupBy(sections, ({ document }) => document)].flatMap(([document, own]) =>
    own.every(({ block }) => blocks.has(block))
      ? [document]
      : own.flatMap(({ block }) => (blocks.has(block) ? [block] : [])),
  );
}
