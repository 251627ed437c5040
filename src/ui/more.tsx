import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** What most readers do not need now, behind a line that says what it is. */
export function More({
  summary,
  preset,
  open,
  children,
}: {
  summary: ComponentChildren;
  /** What holds for who leaves it closed, in words. */
  preset?: ComponentChildren;
  open?: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="ds-details" data-color="neutral" open={open}>
      <summary>
        <Icon name="down" />
        {preset ? (
          <span>
            {summary} <span class="small quiet">{preset}</span>
          </span>
        ) : (
          summary
        )}
      </summary>
      <div class="stack">{children}</div>
    </details>
  );
}
