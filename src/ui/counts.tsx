import type { ComponentChildren } from 'preact';
import { Count } from './side-path.tsx';

type CountsProps = {
  items: readonly { href: string; label: ComponentChildren; count: number }[];
  nothing: string;
};

/** Places, and how much waits in each; `nothing` is said where nothing does. */
export function Counts({ items, nothing }: CountsProps) {
  return (
    <ul class="counts">
      {items.map((item) => (
        <li key={item.href}>
          <a class="ds-link" data-color="neutral" href={item.href}>
            {item.label}
          </a>
          {item.count > 0 ? <Count n={item.count} /> : <span class="quiet small">{nothing}</span>}
        </li>
      ))}
    </ul>
  );
}
