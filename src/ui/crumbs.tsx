import type { Said } from '../platform/i18n/locale.ts';
import { Quoted } from './quoted.tsx';
import { useWords } from './speaking.tsx';

/** The last one, this page, has no `href`. */
export type Crumb = {
  href?: string;
  label: string;
  /** The part of the label that people wrote, in their language. */
  said?: Said;
};

export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useWords();
  return (
    <nav aria-label={t('crumbs')}>
      <ol class="crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href ? (
              <a class="ds-link" data-color="neutral" href={crumb.href}>
                <Quoted sentence={crumb.label} said={crumb.said} />
              </a>
            ) : (
              <span aria-current="page">
                <Quoted sentence={crumb.label} said={crumb.said} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
