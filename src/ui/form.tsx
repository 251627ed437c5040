import { randomUUID } from 'node:crypto';
import type { ComponentChildren } from 'preact';

type FormProps = {
  action: string;
  id?: string;
  /** For files. */
  multipart?: boolean;
  /** Leave the page as a browser does it by itself: after signing in or out, nothing of before may stay. */
  whole?: boolean;
  children: ComponentChildren;
  method?: 'post' | 'get';
};

/** A form in one column. The browser's own checks are off: the server says what is missing, in our words. */
export function Form({ action, method = 'post', id, multipart, whole, children }: FormProps) {
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
      {children}
    </form>
  );
}
