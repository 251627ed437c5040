import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Heading } from './heading.tsx';

type AgreedProps = {
  /** "What we agreed". */
  title: ComponentChildren;
  /** Which edition, by whom, since when; joined by dots. */
  facts?: readonly ComponentChildren[];
  children: ComponentChildren;
};

/** What all have agreed, in a box of its own: it stands before how they got there. */
export function Agreed({ title, facts = [], children }: AgreedProps) {
  const id = useId();
  const said = facts.filter(Boolean);
  return (
    <section class="agreed" aria-labelledby={id}>
      <Heading level={2} size="sm" id={id}>
        {title}
      </Heading>
      {children}
      {said.length > 0 && <p class="small quiet">{said.map((fact, n) => [n > 0 && ' · ', fact])}</p>}
    </section>
  );
}
