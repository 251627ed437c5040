import type { ComponentChildren } from 'preact';
import type { Content } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { type Aspect, aspects, standings, steps, whyOf } from '../rules.ts';

export function moment(page: Page, at: Date): string {
  return writeDate(at, 'moment', { locale: page.locale, timeZone: page.city.timeZone });
}

export function dayOfMoment(page: Page, at: Date | string): string {
  return writeDate(at, 'long', { locale: page.locale, timeZone: page.city.timeZone });
}

/** The language that an element says it is in, where that is not the language of the page. */
export function langOf(page: Page, locale: Locale): Locale | undefined {
  return locale === page.locale ? undefined : locale;
}

/** The step that was chosen, in words; empty where none was. */
export function stepOf(page: Page, content: Content, aspect: Aspect): string {
  const step = steps.find((one) => one === content[aspect]);
  return step ? words(page.locale)(`q.${aspect}.${step}`) : '';
}

/** What would be chosen, in words. */
export function choiceOf(page: Page, content: Content): string {
  const standing = content.choice === undefined ? undefined : standings[Number(content.choice)];
  return standing ? words(page.locale)(standing) : '';
}

type FieldsProps = { page: Page; content: Content; below?: (key: string) => ComponentChildren };

/** The questions of every gate: a step and a sentence for each aspect, and what one would choose. */
export function AnswerFields({ page, content, below }: FieldsProps) {
  const t = words(page.locale);
  return (
    <>
      {aspects.map((aspect) => (
        <>
          <Radios
            name={aspect}
            label={t(`q.${aspect}`)}
            help={t(`q.${aspect}.help`)}
            value={content[aspect] ?? ''}
            options={steps.map((step) => ({ value: step, label: t(`q.${aspect}.${step}`) }))}
          />
          {below?.(aspect)}
          <TextArea
            name={whyOf(aspect)}
            label={t(`q.${aspect}.why`)}
            rows={2}
            value={content[whyOf(aspect)] ?? ''}
          />
          {below?.(whyOf(aspect))}
        </>
      ))}
      <Radios
        name="choice"
        label={t('q.choice')}
        help={t('q.choice.help')}
        value={content.choice ?? ''}
        options={standings.map((standing, n) => ({
          value: String(n),
          label: t(standing),
          help: t(`${standing}.help`),
        }))}
      />
      {below?.('choice')}
    </>
  );
}

/** One answer as it is read: what was kept under a key, in words. */
export function readable(page: Page, content: Content, key: string): string {
  const aspect = aspects.find((one) => one === key);
  if (aspect) return stepOf(page, content, aspect);
  return key === 'choice' ? choiceOf(page, content) : (content[key] ?? '');
}

/** A whole answer to read. */
export function ReadAnswer({ page, content, written }: { page: Page; content: Content; written: Locale }) {
  const t = words(page.locale);
  return (
    <Facts
      facts={[
        ...aspects.map((aspect) => ({
          term: t(`short.${aspect}`),
          value: content[aspect] !== undefined && (
            <>
              {stepOf(page, content, aspect)}
              {content[whyOf(aspect)] && (
                <p class="written" lang={langOf(page, written)}>
                  {content[whyOf(aspect)]}
                </p>
              )}
            </>
          ),
        })),
        { term: t('short.choice'), value: choiceOf(page, content) },
      ]}
    />
  );
}

/** What a colleague has saved meanwhile, below the field that it belongs to. */
export function Theirs({ page, by, children }: { page: Page; by: string; children: string }) {
  return <Quote by={by}>{children || words(page.locale)('nothing-yet')}</Quote>;
}
