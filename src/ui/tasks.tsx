import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

/** What waits for the reader, parted by hairlines. Its children are `Task`s. */
export function Tasks({ children }: { children: ComponentChildren }) {
  return <ul class="tasks">{children}</ul>;
}

type TaskProps = {
  title: ComponentChildren;
  href: string;
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

export function Task({ title, href, due, date, late, facts = [], action }: TaskProps) {
  const said = facts.filter(Boolean);
  return (
    <li class="task">
      <p class="task-due">
        {due && <strong class={late ? 'late' : undefined}>{due}</strong>}{' '}
        {date && <small class="quiet">{date}</small>}
      </p>
      <div>
        <Heading level={3} size="2xs">
          <a class="ds-link" data-color="neutral" href={href}>
            {title}
          </a>
        </Heading>
        {said.length > 0 && <p class="small quiet">{said.map((fact, n) => [n > 0 && ' · ', fact])}</p>}
      </div>
      {action}
    </li>
  );
}
