import {
  type Adaptable,
  type Difference,
  differencesIn,
  guideOf,
  isBehind,
  linesOf,
  partsOf,
  saidByGuide,
} from '../../../guide/adapted.ts';
import { type Element, elements, phases } from '../../../guide/elements.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { type Locale, ownName } from '../../../platform/i18n/locale.ts';
import { Differences } from '../../../ui/differences.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormPage } from '../../../ui/form-page.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { isList, isQuestion, mostLines, sinceField, textField } from '../rules.ts';

const settings = '/settings/guide';
export const adaptPath = (element: Element, locale: Locale) => `${settings}/${element.id}/${locale}`;

/** What each part says now, in the fields of the form. */
export function typedParts(city: Adaptable, element: Element, locale: Locale): Record<string, string> {
  const text = guideOf(city, locale).elements[element.id];
  const own = new Map(differencesIn(city, element, locale).map((one) => [one.part, one.text]));
  return Object.fromEntries(
    partsOf(element).map((part) => [
      textField(part),
      own.get(part) ?? (part === 'do' ? text.do.join('\n') : saidByGuide(element, part, locale)),
    ]),
  );
}

/** All steps, with what the city says otherwise and where the guide has changed since. */
export function AdaptingPage({ page }: { page: Page }) {
  const t = words(page.locale);
  const { city } = page;
  const guide = guideOf(city, page.locale);
  const factsOf = (element: Element) => {
    const own = city.locales.map((locale) => ({ locale, own: differencesIn(city, element, locale) }));
    const changed = own.filter((one) => one.own.length > 0).map(({ locale }) => ownName[locale]);
    const behind = own.flatMap((one) => one.own).filter(isBehind).length;
    return [
      changed.length > 0 ? t('adapt.changed', { languages: changed.join(', ') }) : t('adapt.as-is'),
      ...(behind > 0 ? [<strong>{t('adapt.behind', { n: behind })}</strong>] : []),
    ];
  };
  return (
    <Layout
      frame={page.frame}
      title={t('adapt')}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('adapt') }]}
      hidden
    >
      <Intro title={t('adapt')} lead={t('adapt.lead')} />
      <Stack gap="12">
        {phases.map((phase) => (
          <Section key={phase} title={guide.phases[phase].name}>
            <Lines>
              {elements
                .filter((element) => element.phase === phase)
                .map((element) => (
                  <Line
                    key={element.id}
                    href={adaptPath(element, page.locale)}
                    title={guide.elements[element.id].name}
                    facts={factsOf(element)}
                  />
                ))}
            </Lines>
          </Section>
        ))}
      </Stack>
    </Layout>
  );
}

type FormProps = { page: Page; element: Element; locale: Locale; form?: FormState };

/** One step in one language, part by part. */
export function AdaptFormPage({ page, element, locale, form }: FormProps) {
  const t = words(page.locale);
  const title = guideOf(page.city, page.locale).elements[element.id].name;
  const own = differencesIn(page.city, element, locale);
  const tabs = page.languages.map((one) => ({
    href: adaptPath(element, one),
    label: ownName[one],
    current: one === locale,
  }));
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={t('adapt.form.lead')}
      crumbs={[
        { href: '/settings', label: t('settings') },
        { href: settings, label: t('adapt') },
        { label: title },
      ]}
      action={adaptPath(element, locale)}
      form={form}
      stands={typedParts(page.city, element, locale)}
      button={t('adapt.save')}
      cancel={settings}
    >
      {tabs.length > 1 && <Tabs items={tabs} label={t('adapt.language')} />}
      {partsOf(element).map((part) => (
        <Part
          key={part}
          page={page}
          element={element}
          part={part}
          locale={locale}
          own={own.find((one) => one.part === part)}
        />
      ))}
    </FormPage>
  );
}

type PartProps = FormProps & { part: string; own: Difference | undefined };

const isShort = (part: string) => ['name', 'about', 'who', 'time'].includes(part);

function Part({ page, element, part, locale, own }: PartProps) {
  const t = words(page.locale);
  const field = { name: textField(part), label: labelOf(page, element, part), lang: locale, optional: true };
  return (
    <>
      {isShort(part) ? (
        <Field {...field} />
      ) : (
        <TextArea
          {...field}
          rows={isList(part) ? 5 : 2}
          {...(isQuestion(element, part) && { help: t('adapt.question.help') })}
          {...(isList(part) && { help: t('adapt.lines.help', { most: mostLines }) })}
        />
      )}
      {own && isBehind(own) && (
        <Notice tone="warning">
          <p>{t('adapt.since')}</p>
          <Differences parts={differences(own.base, own.now)} lang={locale} />
          <Radios
            name={sinceField(part)}
            label={t('adapt.since.what', { part: labelOf(page, element, part) })}
            value="later"
            options={(['later', 'ours', 'taken'] as const).map((value) => ({
              value,
              label: t(`adapt.since.${value}`),
            }))}
          />
        </Notice>
      )}
      {own && own.now !== '' && (
        <More summary={t('adapt.compare')}>
          <Differences parts={differences(own.now, own.text)} lang={locale} />
        </More>
      )}
    </>
  );
}

function labelOf(page: Page, element: Element, part: string): string {
  const t = words(page.locale);
  return isQuestion(element, part)
    ? t('adapt.question', { n: element.codes.indexOf(part) + 1 })
    : t(`adapt.part.${part as 'name'}`);
}

/** For everybody who reads a step: what the city says otherwise than the guide. Its licence asks for that, too. */
export function Changed({ page, element }: { page: Page; element: Element }) {
  const t = words(page.locale);
  const own = differencesIn(page.city, element, page.locale);
  if (own.length === 0) return null;
  return (
    <More summary={t('changed', { city: page.frame.city.name, n: own.length })}>
      {own.map(({ part, now, text }) => (
        <Section key={part} level={3} title={labelOf(page, element, part)}>
          {part === 'own' ? (
            <ul>
              {linesOf(text).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            <Differences parts={differences(now, text)} />
          )}
        </Section>
      ))}
    </More>
  );
}
