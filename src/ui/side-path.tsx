import type { NavItem } from './frame.ts';
import { useWords } from './speaking.tsx';

/** The pages of a section, beside them where there is room, above them on phones. */
export function SidePath({ items, label }: { items: readonly NavItem[]; label?: string }) {
  const t = useWords();
  return (
    <nav class="side-path" aria-label={label ?? t('section')}>
      <ul class="side-path-list">
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              <Count n={item.count} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many things wait for the reader. */
export function Count({ n }: { n: number | undefined }) {
  const t = useWords();
  if (!n) return null;
  return (
    <>
      {' '}
      <span class="count" aria-hidden="true">
        {n}
      </span>
      <span class="ds-sr-only">{t('waiting', { n })}</span>
    </>
  );
}
