import type { ComponentChildren } from 'preact';
import { FieldError, Help, type InputProps, Optional, useInputLinks } from './field-frame.tsx';
import { chosenOf, isShownAgain, standsIn, useFormState } from './form-state.ts';
import { Theirs } from './meanwhile.tsx';

export type Option = {
  value: string;
  label: ComponentChildren;
  help?: ComponentChildren;
  lang?: string | undefined;
};

type ChoicesProps = Omit<InputProps, 'value'> & {
  kind: 'radio' | 'checkbox';
  options: readonly Option[];
  chosen?: readonly string[] | undefined;
};

/** What `Radios` and `Checkboxes` share. The first input has the name as its id, so that the summary can lead there. */
export function Choices({ kind, name, label, options, chosen, ...props }: ChoicesProps) {
  const state = useFormState();
  const { id, error, ...links } = useInputLinks({ name, ...props });
  const now = (isShownAgain(state) ? chosenOf(state, name) : (chosen ?? standsIn(state, name))) ?? [];
  return (
    <fieldset class="ds-fieldset" aria-describedby={links['aria-describedby']}>
      <legend class="ds-label" data-weight="semibold">
        {label}
        <Optional when={props.optional} />
      </legend>
      <Help id={id}>{props.help}</Help>
      {options.map((option, n) => {
        const own = n === 0 ? id : `${id}-${n + 1}`;
        // The first input has the group's id, and the group may have help of its own.
        const help = option.help && `${id}-${n + 1}-help`;
        return (
          <div class="ds-field" key={option.value}>
            <input
              class="ds-input"
              type={kind}
              name={name}
              id={own}
              value={option.value}
              checked={now.includes(option.value)}
              aria-describedby={described(help, n === 0 && error && `${id}-error`)}
              // The first stands for all: the summary leads to it, and the group is described as a whole.
              aria-invalid={n === 0 ? links['aria-invalid'] : undefined}
            />
            <label class="ds-label" for={own} lang={option.lang}>
              {option.label}
            </label>
            {help && (
              <p data-field="description" id={help}>
                {option.help}
              </p>
            )}
          </div>
        );
      })}
      <FieldError id={id} error={error} />
      <Theirs
        name={name}
        id={id}
        reads={(value) => options.find((option) => option.value === value)?.label ?? value}
      />
    </fieldset>
  );
}

function described(...ids: unknown[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
