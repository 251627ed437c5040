import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { kindsToName } from '../rules.ts';

export function kindName(locale: Locale, kind: Kind): string {
  return words(locale)(`kind.${kind}`);
}

/** What a partner can say that it is; what most are stands first. */
export function kindChoices(locale: Locale) {
  const first = ['community', 'business', 'nonprofit'];
  return [...kindsToName]
    .sort((a, b) => Number(first.includes(b)) - Number(first.includes(a)))
    .map((kind) => ({ value: kind, label: kindName(locale, kind) }));
}
