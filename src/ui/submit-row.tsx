import type { ComponentChildren } from 'preact';

/** The end of a form: the button, and beside it a way out or a quiet note. */
export function SubmitRow({ note, children }: { note?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="row submit-row">
      {children}
      {note && <span class="small quiet">{note}</span>}
    </div>
  );
}
