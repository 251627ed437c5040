import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

type DialogProps = {
  /** The link that leads here is `#id`. */
  id: string;
  title: ComponentChildren;
  /** Words of the control that opens it, or leave it out and link to `#id` yourself. */
  open: ComponentChildren;
  /** Words of the way back: "Keep it". */
  cancel: string;
  danger?: boolean;
  /** Open from the start: its form was sent and has errors. */
  shown?: boolean;
  /** What will happen, and the form that does it. */
  children: ComponentChildren;
};

/**
 * Asks before something that cannot be taken back. Without JavaScript it is a panel that opens in its place;
 * the island makes it a modal dialog.
 */
export function Dialog({ id, title, open, cancel, danger, shown, children }: DialogProps) {
  return (
    <sv-dialog>
      <details class="ask" id={id} open={shown}>
        <summary class="ds-button" data-variant="secondary" data-color={danger ? 'danger' : undefined}>
          {open}
        </summary>
        <div class="ask-panel" data-panel>
          <Heading level={2} size="sm" id={`${id}-title`}>
            {title}
          </Heading>
          {children}
          <button
            class="ds-button ask-cancel"
            data-variant="secondary"
            data-color="neutral"
            type="button"
            data-cancel
            hidden
          >
            {cancel}
          </button>
        </div>
      </details>
    </sv-dialog>
  );
}
