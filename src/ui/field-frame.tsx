import type { ComponentChildren } from 'preact';
import { type FormState, textOf } from './form-state.ts';
import { Icon } from './icon.tsx';
import { useWords } from './speaking.tsx';

/** What all inputs have in common. `state` gives value and error; `value` is what to begin with. */
export type InputProps = {
  name: string;
  label: ComponentChildren;
  state?: FormState;
  value?: string;
  help?: ComponentChildren;
  /** Fields are wanted unless they say so: "(optional)" is added to the label. */
  optional?: boolean;
  /** Another id than the name, where two forms of a page have a field of the same name. */
  id?: string;
};

export type InputLinks = {
  id: string;
  value: string | undefined;
  error: string | undefined;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
};

/** Id, value and the links from an input to its help and its error. */
export function inputLinks({ name, state, value, help, id = name }: Omit<InputProps, 'label'>): InputLinks {
  const error = state?.errors[name];
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    value: textOf(state, name) ?? value,
    error,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? 'true' : undefined,
  };
}

export function Optional({ when }: { when?: boolean }) {
  const t = useWords();
  return when ? <span class="optional"> ({t('optional')})</span> : null;
}

export function Help({ id, children }: { id: string; children?: ComponentChildren }) {
  return children ? (
    <p data-field="description" id={`${id}-help`}>
      {children}
    </p>
  ) : null;
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <p class="ds-validation-message" id={`${id}-error`}>
      <Icon name="stop" />
      <span>{error}</span>
    </p>
  ) : null;
}

/** Label, then help, then the field, then what to do about it. */
export function FieldFrame({
  links,
  label,
  help,
  optional,
  children,
}: Pick<InputProps, 'label' | 'help' | 'optional'> & { links: InputLinks; children: ComponentChildren }) {
  return (
    <div class="ds-field">
      <label class="ds-label" data-weight="semibold" for={links.id}>
        {label}
        <Optional when={optional} />
      </label>
      <Help id={links.id}>{help}</Help>
      {children}
      <FieldError id={links.id} error={links.error} />
    </div>
  );
}
