import type { ComponentChildren } from 'preact';
import { FieldError, Help, type InputProps, inputLinks, Optional } from './field-frame.tsx';
import { chosenOf, isShownAgain } from './form-state.ts';

export type Option = { value: string; label: ComponentChildren; help?: ComponentChildren; lang?: string };

type ChoicesProps = Omit<InputProps, 'value'> & {
  kind: 'radio' | 'checkbox';
  options: readonly Option[];
  chosen: readonly string[];
};

/** What `Radios` and `Checkboxes` share. The first input has the name as its id, so that the summary can lead there. */
export function Choices({ kind, name, label, options, chosen, ...props }: ChoicesProps) {
  const { id, error, ...links } = inputLinks({ name, ...props });
  const now = isShownAgain(props.state) ? (chosenOf(props.state, name) ?? []) : chosen;
  return (
    <fieldset class="ds-fieldset" aria-describedby={links['aria-describedby']}>
      <legend class="ds-label" data-weight="semibold">
        {label}
        <Optional when={props.optional} />
      </legend>
      <Help id={id}>{props.help}</Help>
      {options.map((option, n) => {
        const own = n === 0 ? id : `${id}-${n + 1}`;
        return (
          <div class="ds-field" key={option.value}>
            <input
              class="ds-input"
              type={kind}
              name={name}
              id={own}
              value={option.value}
              checked={now.includes(option.value)}
              aria-describedby={described(option.help && `${own}-help`, n === 0 && error && `${id}-error`)}
              // The first stands for all: the summary leads to it, and the group is described as a whole.
              aria-invalid={n === 0 ? links['aria-invalid'] : undefined}
            />
            <label class="ds-label" for={own} lang={option.lang}>
              {option.label}
            </label>
            {option.help && (
              <p data-field="description" id={`${own}-help`}>
                {option.help}
              </p>
            )}
          </div>
        );
      })}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

function described(...ids: unknown[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
