import type { ComponentChildren } from 'preact';

type QuoteProps = {
  /** Who said or wrote it, and when. */
  by?: ComponentChildren;
  /** The language it is written in, where that is not the language of the page. */
  lang?: string | undefined;
  children: ComponentChildren;
};

/** Somebody's own words. Line breaks in a text stay. */
export function Quote({ by, lang, children }: QuoteProps) {
  return (
    <figure class="quote">
      <blockquote lang={lang}>{typeof children === 'string' ? <p>{children}</p> : children}</blockquote>
      {by && <figcaption class="small quiet">{by}</figcaption>}
    </figure>
  );
}
