import type { ComponentChildren } from 'preact';

type Look = {
  /** One filled (`primary`) button a page; the others are `secondary`, or `tertiary` inside rows. */
  variant?: 'primary' | 'secondary' | 'tertiary';
  color?: 'danger' | 'neutral';
  /** What tells this button from others with the same word, read out after it: "Confirm: test kitchen". */
  about?: ComponentChildren;
  children: ComponentChildren;
};

function Words({ about, children }: Pick<Look, 'about' | 'children'>) {
  return (
    <>
      {children}
      {about && <span class="ds-sr-only">: {about}</span>}
    </>
  );
}

/** Sends its form. Say what happens, verb first: "Seal my answer", never "Submit". */
export function Button({
  variant = 'primary',
  color,
  about,
  name,
  value,
  formaction,
  children,
}: Look & { name?: string; value?: string; formaction?: string }) {
  return (
    <button
      class="ds-button"
      data-variant={variant}
      data-color={color}
      type="submit"
      name={name}
      value={value}
      formaction={formaction}
    >
      <Words about={about}>{children}</Words>
    </button>
  );
}

/** A link that is the next step; or a file, which the browser saves and stays where it is. */
export function ButtonLink({
  variant = 'primary',
  color,
  about,
  href,
  download,
  children,
}: Look & { href: string; download?: boolean }) {
  return (
    <a
      class="ds-button"
      data-variant={variant}
      data-color={color}
      href={href}
      download={download}
      data-turbo={download ? 'false' : undefined}
    >
      <Words about={about}>{children}</Words>
    </a>
  );
}
