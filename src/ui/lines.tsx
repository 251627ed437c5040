import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

/** Equal things below each other, parted by hairlines. Its children are `Line`s. */
export function Lines({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class="lines" aria-label={label}>
      {children}
    </ul>
  );
}

type LineProps = {
  /** The title is the link. Without `href` it is only a title. */
  title: ComponentChildren;
  href?: string;
  lang?: string | undefined;
  level?: 2 | 3 | 4;
  /** What kind of thing it is, among others: "round". A small word behind the title. */
  kind?: string;
  /** One quiet line of facts; what is in the list is joined by dots. */
  facts?: readonly ComponentChildren[];
  /** What can be done with it, at the end edge where there is room. */
  end?: ComponentChildren;
  children?: ComponentChildren;
};

export function Line({ title, href, lang, level = 3, kind, facts = [], end, children }: LineProps) {
  const said = facts.filter(Boolean);
  return (
    <li class="line">
      <div class="stack" data-gap="1">
        <Heading level={level} size="xs">
          {href ? (
            <a class="ds-link" href={href} lang={lang}>
              {title}
            </a>
          ) : (
            <span lang={lang}>{title}</span>
          )}
          {kind && <small class="quiet line-kind"> ({kind})</small>}
        </Heading>
        {typeof children === 'string' ? <p class="text">{children}</p> : children}
        {said.length > 0 && (
          <p class="small quiet line-facts">{said.map((fact, n) => [n > 0 && ' · ', fact])}</p>
        )}
      </div>
      {end && <div class="line-end">{end}</div>}
    </li>
  );
}
