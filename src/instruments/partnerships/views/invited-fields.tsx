import type { Page } from '../../../platform/http/page.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { textOf, useFormState } from '../../../ui/form-state.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { readPasted } from '../rules.ts';

type Values = { invited?: string; language?: string; note?: string };
type WhomProps = { page: Page; values: Values; wanted?: boolean };

/** Whom to invite, many at once; in which language; and a word to them. */
export function Whom({ page, values, wanted }: WhomProps) {
  const t = words(page.locale);
  const state = useFormState();
  return (
    <>
      <TextArea
        name="invited"
        label={t('invited')}
        help={t('invited.help')}
        value={values.invited}
        rows={6}
        optional={!wanted}
      />
      {state?.errors.invited && <FaultyLines page={page} text={textOf(state, 'invited') ?? ''} />}
      <Language page={page} value={values.language} />
      <Note page={page} value={values.note} />
    </>
  );
}

/** Each line that cannot be read, by its number and its words. */
function FaultyLines({ page, text }: { page: Page; text: string }) {
  const t = words(page.locale);
  const { faulty, invited } = readPasted(text);
  if (faulty.length === 0) return null;
  return (
    <Notice tone="danger">
      <ul class="stack" data-gap="2">
        {faulty.map(({ line, text: words }) => (
          <li key={line}>{t('invited.line', { line, words })}</li>
        ))}
      </ul>
      <p>{t('invited.others', { n: invited.length })}</p>
    </Notice>
  );
}

export function Language({ page, value }: { page: Page; value?: string | undefined }) {
  return (
    <Select
      name="language"
      label={words(page.locale)('language')}
      value={value ?? page.locale}
      options={page.city.locales.map((locale) => ({ value: locale, label: ownName[locale], lang: locale }))}
    />
  );
}

export function Note({ page, value }: { page: Page; value?: string | undefined }) {
  const t = words(page.locale);
  return <TextArea name="note" label={t('note')} help={t('note.help')} value={value} rows={3} optional />;
}
