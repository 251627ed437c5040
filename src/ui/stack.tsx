import type { ComponentChildren } from 'preact';

/** Things below each other. Gaps: 2 inside a pair, 4 inside a section, 6 between parts, 12 between sections. */
export function Stack({
  gap = '4',
  children,
}: {
  gap?: '1' | '2' | '4' | '6' | '12';
  children: ComponentChildren;
}) {
  return (
    <div class="stack" data-gap={gap}>
      {children}
    </div>
  );
}

/** Things beside each other, wrapping where there is no room. */
export function Row({ children }: { children: ComponentChildren }) {
  return <div class="row">{children}</div>;
}
