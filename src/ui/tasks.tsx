import type { ComponentChildren } from 'preact';
import { ButtonLink } from './button.tsx';
import { Heading } from './heading.tsx';

/** What waits for the reader, parted by hairlines. Its children are `Task`s. */
export function Tasks({ children }: { children: ComponentChildren }) {
  return <ul class="tasks">{children}</ul>;
}

type TaskProps = {
  title: ComponentChildren;
  href: string;
  /** The words of its button, verb first. */
  action: string;
  /** What tells the button from others with the same word. */
  aboutAction: string;
  /** Where it belongs, how long it takes. */
  about?: ComponentChildren;
  /** The day that counts, in front: "4 days late", "Thursday". */
  due?: ComponentChildren;
  /** The other half of it: "8 May", "in 10 days". */
  dueMore?: ComponentChildren;
  late?: boolean;
  /** The one of the page that holds the filled button. */
  first?: boolean;
};

export function Task({ title, href, action, aboutAction, about, due, dueMore, late, first }: TaskProps) {
  return (
    <li class="task">
      <p class="task-due">
        {due && <strong class={late ? 'late' : undefined}>{due}</strong>}{' '}
        {dueMore && <small class="quiet">{dueMore}</small>}
      </p>
      <div>
        <Heading level={3} size="2xs">
          <a class="ds-link" data-color="neutral" href={href}>
            {title}
          </a>
        </Heading>
        {about && <p class="small quiet">{about}</p>}
      </div>
      <ButtonLink variant={first ? 'primary' : 'secondary'} href={href} about={aboutAction}>
        {action}
      </ButtonLink>
    </li>
  );
}
