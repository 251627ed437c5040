import type { ComponentChildren } from 'preact';

export type EnvelopeState = 'none' | 'mine' | 'sealed';

type EnvelopeProps = {
  name: string;
  /** `none`: nothing in it yet. `mine`: an open flap, the reader's own draft. `sealed`: closed with a seal. */
  state: EnvelopeState;
  /** The same in words, with when. */
  children: ComponentChildren;
  /** What the reader can do about it. */
  action?: ComponentChildren;
};

/** Envelopes side by side: who has answered, and nothing of what. Its children are `Envelope`s. */
export function Envelopes({ children, label }: { children: ComponentChildren; label: string }) {
  return (
    <ul class="envelopes" aria-label={label}>
      {children}
    </ul>
  );
}

export function Envelope({ name, state, action, children }: EnvelopeProps) {
  return (
    <li class="envelope">
      <svg class="envelope-sign" data-state={state} viewBox="0 0 120 80" aria-hidden="true">
        <rect x="2" y="2" width="116" height="76" rx="4" />
        {state !== 'none' && <path d="m3 5 50 40q7 5 14 0l50-40" />}
        {state === 'sealed' && <circle cx="60" cy="46" r="10" />}
      </svg>
      <div class="envelope-words">
        <strong>{name}</strong>
        <span class="small quiet">{children}</span>
        {action}
      </div>
    </li>
  );
}
