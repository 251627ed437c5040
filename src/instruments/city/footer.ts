import type { Locale } from '../../platform/i18n/locale.ts';
import { words } from './messages/index.ts';

const pages = [
  'search',
  'guide',
  'about',
  'accessibility',
  'privacy',
  'imprint',
  'journal',
  'sources',
] as const;

/** What stands at the foot of every page. */
export function footerLinks(locale: Locale): { href: string; label: string }[] {
  const t = words(locale);
  return pages.map((page) => ({ href: `/${page}`, label: t(page) }));
}
