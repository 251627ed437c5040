import type { Page } from '../../../platform/http/page.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { words } from '../messages/index.ts';

export type Owner = { slug: string; name: Localised };

/** From the directory over the organisation to its map. */
export function crumbsOf(page: Page, organisation: Owner, label: string) {
  return [
    { href: '/who-does-what', label: words(page.locale)('directory') },
    { href: `/organisations/${organisation.slug}`, label: page.text(organisation.name) },
    { label },
  ];
}
