import type { ComponentChildren } from 'preact';

/** The matter and, beside it where there is room, what helps with it. */
export function Split({ aside, children }: { aside: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="split">
      <div class="stack" data-gap="12">
        {children}
      </div>
      <div class="stack split-aside" data-gap="6">
        {aside}
      </div>
    </div>
  );
}
