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
    logo?: string;
    footer: readonly { href: string; label: string }[];
  };
  /** Path and query of this page: the language switch stays on it. */
  path: string;
  nav: readonly { href: string; label: string; current?: boolean; count?: number }[];
  person: { name: string } | null;
  told?: Told;
  scheme: 'auto' | 'light' | 'dark';
  assets: { css: string; theme: string; js: string; font: string };
};
