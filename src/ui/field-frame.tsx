import type { ComponentChildren } from 'preact';
import { standsIn, textOf, useFormState } from './form-state.ts';
import { Icon } from './icon.tsx';
import { Theirs } from './meanwhile.tsx';
import { useWords } from './speaking.tsx';

/** What all inputs have in common. `value` is what to begin with; the form around them tells what it holds since. */
export type InputProps = {
  name: string;
  label: ComponentChildren;
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
export function useInputLinks({ name, value, help, id = name }: Omit<InputProps, 'label'>): InputLinks {
  const state = useFormState();
  const error = state?.errors[name];
  const theirs = state?.theirs?.[name] !== undefined;
  const described = [help && `${id}-help`, error && `${id}-error`, theirs && `${id}-theirs`];
  return {
    id,
    value: textOf(state, name) ?? value ?? standsIn(state, name)?.[0],
    error,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
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

type FieldFrameProps = Pick<InputProps, 'name' | 'label' | 'help' | 'optional'> & {
  links: InputLinks;
  lang?: string | undefined;
  /** How a value is read that is not written out: as the words of a choice. */
  reads?: (value: string) => ComponentChildren;
  children: ComponentChildren;
};

/** Label, then help, then the field, then what to do about it. */
export function FieldFrame({ name, links, label, help, optional, lang, reads, children }: FieldFrameProps) {
  return (
    <div class="ds-field">
      <label class="ds-label" data-weight="semibold" for={links.id}>
        {label}
        <Optional when={optional} />
      </label>
      <Help id={links.id}>{help}</Help>
      {children}
      <FieldError id={links.id} error={links.error} />
      <Theirs name={name} id={links.id} lang={lang} reads={reads} />
    </div>
  );
}
