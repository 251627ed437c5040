import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Heading, type HeadingSize } from './heading.tsx';

type SectionProps = {
  title: ComponentChildren;
  id?: string;
  level?: 2 | 3;
  size?: HeadingSize;
  /** Under a thick rule: for the aside beside the matter. */
  ruled?: boolean;
  gap?: '2' | '4' | '6';
  children: ComponentChildren;
};

/** A titled part of a page. */
export function Section({ title, id, level = 2, size, ruled, gap = '4', children }: SectionProps) {
  const own = useId();
  const headingId = id ?? own;
  return (
    <section class={ruled ? 'stack ruled' : 'stack'} data-gap={gap} aria-labelledby={headingId}>
      <Heading level={level} size={size ?? (ruled ? 'xs' : undefined)} id={headingId}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
