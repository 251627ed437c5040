import type { Page } from '../../platform/http/page.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import { typedLocalised } from '../../platform/i18n/localised.ts';
import { words } from './messages/index.ts';
import type { LegalText } from './rules.ts';

const parts = {
  privacy: [
    'who',
    'why',
    'visit',
    'cookies',
    'write',
    'account',
    'mail',
    'record',
    'time',
    'others',
    'rights',
  ],
  accessibility: ['aim', 'state', 'gaps', 'tell', 'further', 'date'],
  imprint: ['who', 'reach', 'more', 'others', 'program'],
} as const satisfies Record<LegalText, readonly string[]>;

/** What stands on a legal page until the city has written its own: what the program does, and where only the city knows. */
export function draftOf(kind: LegalText, city: string, t: ReturnType<typeof words>): string {
  const say = (key: string) => t(key as Parameters<typeof t>[0], { city });
  return parts[kind]
    .map((part) => `# ${say(`draft.${kind}.${part}`)}\n${say(`draft.${kind}.${part}.text`)}`)
    .join('\n\n');
}

/** The same, for the reader's city. */
export function draftFor(page: Page, kind: LegalText, locale: Locale): string {
  return draftOf(kind, page.text(page.city.name) || page.frame.city.name, words(locale));
}

/** A legal text as its form shows it: as long as the city has none, our draft to begin with. */
export function typedText(page: Page, kind: LegalText, own: Localised) {
  const written = Object.values(own).some(Boolean);
  const drafts = Object.fromEntries(page.languages.map((locale) => [locale, draftFor(page, kind, locale)]));
  return typedLocalised(written ? own : drafts, 'text', page.languages);
}
