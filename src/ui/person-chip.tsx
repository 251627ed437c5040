import { monogram } from './org-chip.tsx';

/** A person: initials, name, and what they are here. */
export function PersonChip({ name, part, small }: { name: string; part?: string; small?: boolean }) {
  return (
    <span class="chip" data-size={small ? 'sm' : undefined}>
      <span class="mono" data-sector="person" aria-hidden="true">
        {monogram(name)}
      </span>
      <span class="chip-words">
        <span class="chip-name">{name}</span>
        {part && <small class="quiet">{part}</small>}
      </span>
    </span>
  );
}
