import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** What most readers do not need now, behind a line that says what it is. */
export function More({
  summary,
  open,
  children,
}: {
  summary: ComponentChildren;
  open?: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="ds-details" data-color="neutral" open={open}>
      <summary>
        <Icon name="down" />
        {summary}
      </summary>
      <div class="stack">{children}</div>
    </details>
  );
}
