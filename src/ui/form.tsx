import { randomUUID } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { marksOf, type Values } from '../platform/http/form.ts';
import { type FormState, ShownForm } from './form-state.ts';
import { Meanwhile } from './meanwhile.tsx';

type FormProps = {
  action: string;
  /** What it holds, and what is wrong with it, when it is shown again: its fields find theirs by their names. */
  state?: FormState | undefined;
  /**
   * What its fields say of something that is there, by their names: what they begin with, and what it is known by
   * whether others have changed it since. The room says the same of it in `stands` of its submission.
   */
  stands?: Values | undefined;
  id?: string;
  /** For files. */
  multipart?: boolean;
  /** Leave the page as a browser does it by itself: after signing in or out, nothing of before may stay. */
  whole?: boolean;
  children: ComponentChildren;
  method?: 'post' | 'get';
};

/** A form in one column. The browser's own checks are off: the server says what is missing, in our words. */
export function Form({ action, state, stands, method = 'post', id, multipart, whole, children }: FormProps) {
  const stood = state?.stood ?? (stands && marksOf(stands));
  const shown = stands ? { values: {}, errors: {}, ...state, stands } : state;
  return (
    <form
      class="stack form"
      data-gap="6"
      action={action}
      method={method}
      id={id}
      enctype={multipart ? 'multipart/form-data' : undefined}
      data-turbo={whole ? 'false' : undefined}
      novalidate
    >
      {/* The key of this sending: the same one twice has no second effect. */}
      {method === 'post' && <input type="hidden" name="_once" value={randomUUID()} />}
      {stood && <input type="hidden" name="_stood" value={stood} />}
      <ShownForm.Tell value={shown}>
        <Meanwhile state={state} />
        {children}
      </ShownForm.Tell>
    </form>
  );
}
