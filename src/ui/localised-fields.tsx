import { type Locale, type Localised, ownName } from '../platform/i18n/locale.ts';
import { Field } from './field.tsx';
import { useLanguages, useWords } from './speaking.tsx';
import { TextArea } from './text-area.tsx';

type LocalisedFieldsProps = {
  name: string;
  label: string;
  /** The city's, unless it is asked in others. */
  locales?: readonly Locale[];
  text?: Localised | undefined;
  help?: string;
  /** Several lines to write in. */
  rows?: number;
  /** A wanted text is wanted in one language, whichever: no reader has to write in another than theirs. */
  optional?: boolean;
};

/** One field for each language, the reader's first: `name_en`, `name_de`. */
export function LocalisedFields({
  name,
  label,
  locales = useLanguages(),
  text,
  help,
  rows,
  optional,
}: LocalisedFieldsProps) {
  const t = useWords();
  const oneIsEnough = !optional && locales.length > 1 && t('languages.one');
  const note = [help, oneIsEnough].filter(Boolean).join(' ');
  return (
    <>
      {locales.map((locale, n) => {
        const props = {
          name: `${name}_${locale}`,
          label: locales.length > 1 ? `${label} (${ownName[locale]})` : label,
          ...(text && { value: text[locale] ?? '' }),
          lang: locale,
          ...(n === 0 && note && { help: note }),
          optional: optional === true || n > 0,
        };
        return rows ? <TextArea key={locale} rows={rows} {...props} /> : <Field key={locale} {...props} />;
      })}
    </>
  );
}
