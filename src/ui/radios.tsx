import { Choices, type Option } from './choices.tsx';
import type { InputProps } from './field-frame.tsx';

/** One of a few. */
export function Radios({ value, ...props }: InputProps & { options: readonly Option[] }) {
  return <Choices kind="radio" chosen={value === undefined ? undefined : [value]} {...props} />;
}
