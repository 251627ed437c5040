import type { FormState, Values } from '../platform/http/form.ts';
import { tellable } from './tellable.ts';

/** What a form holds when it is shown again. Keys are names of fields; `''` in `errors` is about the form as a whole. */
export type { FormState } from '../platform/http/form.ts';

export const emptyForm: FormState = { values: {}, errors: {} };

/** What the form around a field holds, and what it was made from. `Form` tells it. */
export type Shown = FormState & { stands?: Values | undefined };
export const ShownForm = tellable<Shown | undefined>();

export function useFormState(): Shown | undefined {
  return ShownForm.useTold();
}

/** The one value of a field, as text. */
export function textOf(state: FormState | undefined, name: string): string | undefined {
  const value = state?.values[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What a field begins with, in the form of something that is there. */
export function standsIn(state: Shown | undefined, name: string): readonly string[] | undefined {
  const value = state?.stands?.[name];
  return value === undefined ? undefined : [value].flat();
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
