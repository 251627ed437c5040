import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

type IntroProps = {
  title: ComponentChildren;
  /** One sentence that already answers. */
  lead?: ComponentChildren;
  /** One quiet line above the title: where this stands, or "Step 2 of 3". */
  state?: ComponentChildren;
  size?: 'lg' | 'xl';
};

/** The top of a page, with its only `h1`. */
export function Intro({ title, lead, state, size = 'lg' }: IntroProps) {
  return (
    <div class="intro">
      {state && <p class="intro-state">{state}</p>}
      <Heading level={1} size={size}>
        {title}
      </Heading>
      {lead && <p class="lead">{lead}</p>}
    </div>
  );
}
