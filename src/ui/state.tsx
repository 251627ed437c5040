import type { ComponentChildren } from 'preact';
import { useWords } from './speaking.tsx';

export type ElementState = 'none' | 'begun' | 'agreed' | 'revisit' | 'now' | 'done';

/** Dashed ring, half disc, disc with a tick, loop: the shape says it before the colour does. */
export function StateDot({ state }: { state: ElementState }) {
  return (
    <svg class="dot" data-state={state} viewBox="0 0 20 20" aria-hidden="true">
      {state === 'revisit' && <path d="M17 10a7 7 0 1 1-2.4-5.3M17 2.5v3.7h-3.7" />}
      {state === 'none' && <circle cx="10" cy="10" r="7.5" />}
      {state === 'now' && <circle class="dot-fill" cx="10" cy="10" r="7" />}
      {state === 'begun' && <circle cx="10" cy="10" r="8" />}
      {state === 'begun' && <path class="dot-fill" d="M10 5a5 5 0 0 1 0 10z" />}
      {(state === 'agreed' || state === 'done') && <circle class="dot-fill" cx="10" cy="10" r="8" />}
      {(state === 'agreed' || state === 'done') && <path class="dot-ink" d="m6.5 10.3 2.4 2.4 4.6-5" />}
    </svg>
  );
}

/** The shape with its word, and since or until when. */
export function State({ state, children }: { state: ElementState; children?: ComponentChildren }) {
  const t = useWords();
  return (
    <span class="state">
      <StateDot state={state} />
      <span>{children ?? t(`state.${state}`)}</span>
    </span>
  );
}
