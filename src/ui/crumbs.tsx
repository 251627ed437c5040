import { useWords } from './speaking.tsx';

/** The last one, this page, has no `href`. */
export type Crumb = { href?: string; label: string };

export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useWords();
  return (
    <nav aria-label={t('crumbs')}>
      <ol class="crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href ? (
              <a class="ds-link" data-color="neutral" href={crumb.href}>
                {crumb.label}
              </a>
            ) : (
              <span aria-current="page">{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
