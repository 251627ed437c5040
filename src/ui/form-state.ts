import type { FormState } from '../platform/http/form.ts';

/** What a form holds when it is shown again. Keys are names of fields; `''` in `errors` is about the form as a whole. */
export type { FormState } from '../platform/http/form.ts';

export const emptyForm: FormState = { values: {}, errors: {} };

/** The one value of a field, as text. */
export function textOf(state: FormState | undefined, name: string): string | undefined {
  const value = state?.values[name];
  return Array.isArray(value) ? value[0] : value;
}

/** All values of a field of which several may be chosen. */
export function chosenOf(state: FormState | undefined, name: string): readonly string[] | undefined {
  const value = state?.values[name];
  return typeof value === 'string' ? [value] : value;
}

/** A form that was sent and is shown again: what is not in its values was left empty. */
export function isShownAgain(state: FormState | undefined): boolean {
  return state !== undefined && Object.keys(state.values).length > 0;
}
