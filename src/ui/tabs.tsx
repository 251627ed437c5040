import type { NavItem } from './frame.ts';

/** The pages of one thing, beside each other; they wrap where there is no room. */
export function Tabs({ items, label }: { items: readonly NavItem[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
