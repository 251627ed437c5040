import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

/** What waits for the reader, parted by hairlines. Its children are `Task`s. */
export function Tasks({ children }: { children: ComponentChildren }) {
  return <ul class="tasks">{children}</ul>;
}

type TaskProps = {
  title: ComponentChildren;
  /** 2 where the tasks stand right below the title of the page. */
  level?: 2 | 3;
  /** Without it the title is only a title. */
  href?: string;
  /** Where a link to this very task leads. */
  id?: string;
  /** What counts, in front: "4 days late", "Thursday". */
  due?: ComponentChildren;
  /** The other half of it: "8 May", "in 10 days". */
  date?: ComponentChildren;
  late?: boolean;
  /** Where it belongs, how long it takes; joined by dots. */
  facts?: readonly ComponentChildren[];
  /** Its button; on a desk the first row holds the filled one. */
  action?: ComponentChildren;
};

export function Task({ title, level = 3, href, id, due, date, late, facts = [], action }: TaskProps) {
  const said = facts.filter(Boolean);
  return (
    <li class="task" id={id}>
      <p class="task-due">
        {due && <strong class={late ? 'late' : undefined}>{due}</strong>}{' '}
        {date && <small class="quiet">{date}</small>}
      </p>
      <div>
        <Heading level={level} size="2xs">
          {href ? (
            <a class="ds-link" data-color="neutral" href={href}>
              {title}
            </a>
          ) : (
            title
          )}
        </Heading>
        {said.length > 0 && <p class="small quiet">{said.map((fact, n) => [n > 0 && ' · ', fact])}</p>}
      </div>
      {action}
    </li>
  );
}
