import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';
import { Mark } from './mark.tsx';

type EmptyProps = {
  /** One sentence: "Nothing waits for you." */
  title: ComponentChildren;
  level?: 2 | 3;
  /** One link or secondary button to what comes next. */
  link?: ComponentChildren;
  /** What comes next. */
  children?: ComponentChildren;
};

/** Where there is nothing yet, what to do next. */
export function Empty({ title, level = 2, link, children }: EmptyProps) {
  return (
    <div class="empty">
      <Mark large />
      <Heading level={level} size="sm">
        {title}
      </Heading>
      {children && <p>{children}</p>}
      {link && <div class="row">{link}</div>}
    </div>
  );
}
