import { useWords } from './speaking.tsx';

/** The rest of a list. It goes on after a key, not after a number, so nothing is skipped when the list moves. */
export function Pager({ href, label }: { href: string | undefined; label?: string }) {
  const t = useWords();
  if (!href) return null;
  return (
    <p class="pager">
      <a class="ds-button" data-variant="secondary" href={href} rel="next">
        {label ?? t('more')}
      </a>
    </p>
  );
}
