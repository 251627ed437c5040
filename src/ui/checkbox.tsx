import { FieldError, Help, type InputProps, useInputLinks } from './field-frame.tsx';
import { isShownAgain, standsIn, textOf, useFormState } from './form-state.ts';
import { Theirs } from './meanwhile.tsx';
import { useWords } from './speaking.tsx';

/** One yes. A form shown again has it ticked only if it was ticked. */
export function Checkbox({
  checked,
  value = 'yes',
  ...props
}: Omit<InputProps, 'optional'> & { checked?: boolean }) {
  const state = useFormState();
  const t = useWords();
  const { id, error, value: _, ...links } = useInputLinks(props);
  return (
    <div class="ds-field">
      <input
        class="ds-input"
        type="checkbox"
        id={id}
        name={props.name}
        value={value}
        checked={
          isShownAgain(state)
            ? textOf(state, props.name) === value
            : (checked ?? standsIn(state, props.name)?.[0] === value)
        }
        {...links}
      />
      <label class="ds-label" for={id}>
        {props.label}
      </label>
      <Help id={id}>{props.help}</Help>
      <FieldError id={id} error={error} />
      <Theirs name={props.name} id={id} reads={() => t('meanwhile.ticked')} none={t('meanwhile.unticked')} />
    </div>
  );
}
