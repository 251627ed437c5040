import type { ComponentChildren } from 'preact';

type Island = { children?: ComponentChildren; class?: string };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'sv-dialog': Island;
      'sv-menu': Island;
      'sv-print': Island;
      'sv-draft': Island & { name: string; reader: string };
    }
  }
}
