import { dayInField } from '../platform/i18n/dates.ts';
import { FieldFrame, type InputProps, useInputLinks } from './field-frame.tsx';
import { textOf, useFormState } from './form-state.ts';
import { useLocale } from './speaking.tsx';

type FieldProps = InputProps & {
  /** `date` is a line of text: people write days in many ways, and the server reads them. */
  type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'url' | 'date';
  autocomplete?: string;
  /** About as wide as what is expected in it. */
  width?: 'short' | 'medium';
  lang?: string | undefined;
  /** What the browser offers while one types; anything else may be typed as well. */
  offers?: readonly string[];
};

/** One line to write in. Numbers are text as well: a number field loses "1,5" and moves on the mouse wheel. */
export function Field({ type = 'text', autocomplete, width, lang, offers, ...props }: FieldProps) {
  const links = useInputLinks(props);
  const { error: _, ...attributes } = links;
  const written = type === 'number' || type === 'date';
  const locale = useLocale();
  const state = useFormState();
  // What a reader typed comes back as it was typed.
  const typed = textOf(state, props.name);
  const isOurs = typed === undefined || typed === state?.theirs?.[props.name];
  const value = type === 'date' && isOurs ? links.value && dayInField(links.value, locale) : links.value;
  return (
    <FieldFrame
      name={props.name}
      links={links}
      label={props.label}
      help={props.help}
      optional={props.optional}
      lang={lang}
      {...(type === 'date' && { reads: (theirs: string) => dayInField(theirs, locale) })}
    >
      <input
        {...attributes}
        class="ds-input"
        name={props.name}
        // Preact's types want one literal here; every type above is a line to write in.
        type={(written ? 'text' : type) as 'text'}
        // Not for dates: a phone’s keys for numbers have no full stop.
        inputmode={type === 'number' ? 'decimal' : undefined}
        data-width={width ?? (written ? 'short' : undefined)}
        autocomplete={autocomplete}
        autocapitalize={type === 'email' ? 'none' : undefined}
        spellcheck={type === 'email' || type === 'url' ? false : undefined}
        lang={lang}
        list={offers && `${links.id}-offers`}
        // A password is never printed back into a page.
        value={type === 'password' ? undefined : value}
      />
      {offers && (
        <datalist id={`${links.id}-offers`}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  );
}
