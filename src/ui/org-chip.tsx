import { useWords } from './speaking.tsx';

export type Sector = 'public' | 'community' | 'business' | 'knowledge';

type OrgChipProps = {
  name: string;
  sector: Sector;
  href?: string;
  lang?: string | undefined;
  /** The part they play here, instead of the name of their sector. */
  part?: string;
  small?: boolean;
};

/** An organisation. The shape of its monogram is the sector (square, circle, leaf, shield); the words say it too. */
export function OrgChip({ name, sector, href, lang, part, small }: OrgChipProps) {
  const t = useWords();
  return (
    <span class="chip" data-size={small ? 'sm' : undefined}>
      <span class="mono" data-sector={sector} aria-hidden="true">
        {monogram(name)}
      </span>
      <span class="chip-words">
        {href ? (
          <a class="ds-link" data-color="neutral" href={href} lang={lang}>
            {name}
          </a>
        ) : (
          <span class="chip-name" lang={lang}>
            {name}
          </span>
        )}
        <small class="quiet">{part ?? t(`sector.${sector}`)}</small>
      </span>
    </span>
  );
}

/** Initials of the first two words that are names: of "Verein für Kleingärten" V and K, not f. */
export function monogram(name: string): string {
  const parts = name.split(/[\s\-–/()„“"'’.,]+/u).filter(Boolean);
  const proper = parts.filter((part) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(part));
  const chosen = (proper.length > 0 ? proper : parts).slice(0, 2);
  return chosen.map((part) => [...part][0]?.toLocaleUpperCase()).join('');
}
