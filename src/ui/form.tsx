import type { ComponentChildren } from 'preact';

type FormProps = {
  action: string;
  id?: string;
  /** For files. */
  multipart?: boolean;
  /** Leave the page as a browser does it by itself: after signing in or out, nothing of before may stay. */
  whole?: boolean;
  children: ComponentChildren;
} & (
  | {
      method?: 'post';
      /** The key of this sending: the same one twice has no second effect. */
      once: string;
    }
  | { method: 'get'; once?: never }
);

/** A form in one column. The browser's own checks are off: the server says what is missing, in our words. */
export function Form({ action, method = 'post', id, once, multipart, whole, children }: FormProps) {
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
      {once !== undefined && <input type="hidden" name="_once" value={once} />}
      {children}
    </form>
  );
}
