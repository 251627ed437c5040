import type { ComponentChildren } from 'preact';

type Data = { [name: `data-${string}`]: string };
type Island = { children?: ComponentChildren; class?: string };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'sv-autosave': Island & { action: string };
      'sv-dialog': Island;
      'sv-live': Island & Data & { space: string; reader: string };
      'sv-menu': Island;
      'sv-passkey': Island & { question: string };
      'sv-print': Island;
      'sv-draft': Island & { name: string; reader: string };
    }
  }
}
