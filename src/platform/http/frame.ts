import type { Locale } from '../i18n/locale.ts';

export type Told = { tone: 'success' | 'info' | 'warning'; text: string };

/** What stands around the matter of every page. `ui/layout.tsx` draws it. */
export type PageFrame = {
  locale: Locale;
  city: {
    name: string;
    theme: string;
    locales: readonly Locale[];
    defaultLocale: Locale;
    sample: boolean;
    /** Where a sample city shows the mails it would have sent. */
    mails?: string;
    /** Where a sample city is shown around. */
    tour?: string;
    logo?: string;
    footer: readonly { href: string; label: string }[];
  };
  /** Path and query of this page: the language switch stays on it. */
  path: string;
  nav: readonly { href: string; label: string; current?: boolean; count?: number }[];
  /** Inside a partnership: its pages. */
  inside?: PageFrame['nav'];
  /** Inside a partnership: what lies between it and the room of this page. */
  way?: readonly { href: string; label: string }[];
  /** `guest`: takes part by link, without an account. */
  person: { name: string; guest: boolean } | null;
  told?: Told;
  /** What a room has to say above the page; of its links, `next` is the one that leads on: with `press` it changes something. */
  panel?: {
    label: string;
    state: string;
    title: string;
    text: string;
    next: { href: string; label: string; press?: true };
    others: readonly { href: string; label: string }[];
  };
  /** Inside a partnership: where its readers learn that something is new. */
  live?: { space: string; reader: string };
  scheme: 'auto' | 'light' | 'dark';
  /** `passkey`: a script for the few pages that ask for one. */
  assets: { css: string; theme: string; js: string; font: string; passkey: string };
};
