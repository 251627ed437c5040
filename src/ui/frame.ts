import type { Locale } from '../platform/i18n/locale.ts';

export type NavItem = { href: string; label: string; current?: boolean; count?: number };

/** The short message after something was done. It says nothing that is not on the page as well. */
export type Told = { tone: 'success' | 'info' | 'warning'; text: string };

/** What every page has around its own matter. */
export type PageFrame = {
  locale: Locale;
  city: {
    name: string;
    theme: string;
    locales: readonly Locale[];
    defaultLocale: Locale;
    sample: boolean;
    /** URL of the city's own mark, shown instead of ours. */
    logo?: string;
    footer: readonly { href: string; label: string }[];
  };
  /** Path and query of this page: the language switch stays on it. */
  path: string;
  nav: readonly NavItem[];
  person: { name: string } | null;
  told?: Told;
  scheme: 'auto' | 'light' | 'dark';
  assets: { css: string; theme: string; js: string; font: string };
};
