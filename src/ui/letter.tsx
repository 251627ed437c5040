import type { ComponentChildren } from 'preact';
import { Mark } from './mark.tsx';

type LetterProps = {
  /** Above the title: what this is and whose. */
  head?: ComponentChildren;
  /** Under the last line: where it comes from, until when it holds. */
  foot?: ComponentChildren;
  children: ComponentChildren;
};

/** A sheet of its own: shown as paper, and the only thing on the page when printed. */
export function Letter({ head, foot, children }: LetterProps) {
  return (
    <article class="letter-sheet">
      <div class="letter-head">
        <Mark />
        {head && <p>{head}</p>}
      </div>
      <div class="stack" data-gap="6">
        {children}
      </div>
      {foot && <div class="letter-foot small quiet">{foot}</div>}
    </article>
  );
}
