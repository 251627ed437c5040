import type { ComponentChildren } from 'preact';

export type HeadingSize = '2xs' | 'xs' | 'sm' | 'md' | 'lg' | 'xl';

const usual = { 1: 'lg', 2: 'sm', 3: 'xs', 4: '2xs' } as const;

type HeadingProps = { level: 1 | 2 | 3 | 4; size?: HeadingSize; id?: string; children: ComponentChildren };

export function Heading({ level, size = usual[level], id, children }: HeadingProps) {
  const Tag = `h${level}` as const;
  return (
    <Tag class="ds-heading" data-size={size} id={id}>
      {children}
    </Tag>
  );
}
