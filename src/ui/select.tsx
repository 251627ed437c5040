import { FieldFrame, type InputProps, useInputLinks } from './field-frame.tsx';
import { useWords } from './speaking.tsx';

export type Choice = { value: string; label: string; lang?: string | undefined };

type SelectProps = InputProps & {
  options: readonly (Choice | { group: string; options: readonly Choice[] })[];
  /** An empty first line: "Choose", or your own words. Without it the first option is chosen. */
  empty?: boolean | string;
};

/** For more than about six choices; fewer are `Radios`. */
export function Select({ options, empty, ...props }: SelectProps) {
  const t = useWords();
  const links = useInputLinks(props);
  const { error: _, value, ...attributes } = links;
  const line = (choice: Choice) => (
    <option key={choice.value} value={choice.value} selected={choice.value === value} lang={choice.lang}>
      {choice.label}
    </option>
  );
  const wordsOf = (value: string) =>
    options
      .flatMap((option) => ('group' in option ? option.options : [option]))
      .find((choice) => choice.value === value)?.label ?? value;
  return (
    <FieldFrame
      name={props.name}
      links={links}
      label={props.label}
      help={props.help}
      optional={props.optional}
      reads={wordsOf}
    >
      <select {...attributes} class="ds-input" name={props.name}>
        {empty && <option value="">{empty === true ? t('choose') : empty}</option>}
        {options.map((option) =>
          'group' in option ? (
            <optgroup key={option.group} label={option.group}>
              {option.options.map(line)}
            </optgroup>
          ) : (
            line(option)
          ),
        )}
      </select>
    </FieldFrame>
  );
}
