import type { ComponentChildren } from 'preact';

export type TagColor =
  | 'neutral'
  | 'accent'
  | 'success'
  | 'warning'
  | 'danger'
  | 'info'
  | 'plum'
  | 'moss'
  | 'turn';

/** A short word about a thing. `turn` (marigold) means the reader, nothing else. */
export function Tag({ color = 'neutral', children }: { color?: TagColor; children: ComponentChildren }) {
  return color === 'turn' ? (
    <span class="turn">{children}</span>
  ) : (
    <span class="ds-tag" data-color={color}>
      {children}
    </span>
  );
}
