import { Choices, type Option } from './choices.tsx';
import type { InputProps } from './field-frame.tsx';

type CheckboxesProps = Omit<InputProps, 'value'> & { options: readonly Option[]; chosen?: readonly string[] };

/** Any of a few. */
export function Checkboxes(props: CheckboxesProps) {
  return <Choices kind="checkbox" {...props} />;
}
