import type { ComponentChildren } from 'preact';

type LinkProps = {
  href: string;
  /** In the colour of the text, where many links stand in a list. */
  quiet?: boolean;
  /** Language of the words, where it is not that of the page. */
  lang?: string | undefined;
  download?: boolean;
  children: ComponentChildren;
};

export function Link({ href, quiet, lang, download, children }: LinkProps) {
  return (
    <a class="ds-link" href={href} data-color={quiet ? 'neutral' : undefined} lang={lang} download={download}>
      {children}
    </a>
  );
}
