import { FieldError, Help, type InputProps, inputLinks } from './field-frame.tsx';
import { isShownAgain, textOf } from './form-state.ts';

/** One yes. A form shown again has it ticked only if it was ticked. */
export function Checkbox({
  checked = false,
  value = 'yes',
  ...props
}: Omit<InputProps, 'optional'> & { checked?: boolean }) {
  const { id, error, value: _, ...links } = inputLinks(props);
  return (
    <div class="ds-field">
      <input
        class="ds-input"
        type="checkbox"
        id={id}
        name={props.name}
        value={value}
        checked={isShownAgain(props.state) ? textOf(props.state, props.name) === value : checked}
        {...links}
      />
      <label class="ds-label" for={id}>
        {props.label}
      </label>
      <Help id={id}>{props.help}</Help>
      <FieldError id={id} error={error} />
    </div>
  );
}
