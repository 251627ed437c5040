import type { FormState } from '../../../ui/form-state.ts';

/** What was typed, for the one of several forms on a page into which it was typed. */
export function stateOf(name: string, sent: { form?: FormState; of?: string }): FormState | undefined {
  return sent.of === name ? sent.form : undefined;
}
