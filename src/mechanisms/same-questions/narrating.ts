import type { Locale } from '../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { entryKind } from '../sealed-round/rules.ts';
import { words } from './messages/index.ts';

type Key = Extract<Parameters<ReturnType<typeof words>>[0], `told.${string}`>;

const happenings: Readonly<Record<string, (happened: Happened) => Key>> = {
  asked: () => 'told.asked',
  'asked-also': () => 'told.asked-also',
  sealed: ({ content }) =>
    content.onBehalf ? 'told.sealed-for' : content.late ? 'told.sealed-late' : 'told.sealed',
  'taken-back': () => 'told.taken-back',
  extended: () => 'told.extended',
  withdrawn: () => 'told.withdrawn',
  revealed: () => 'told.revealed',
};

/**
 * How the entries of a kind of rounds read. `what` names what was asked, as a word behind a colon; `path` is where its
 * rounds are, behind the address of their partnership.
 */
export function narrationsOf(
  kind: string,
  what: (locale: Locale) => string,
  path = kind,
): Record<string, Narration> {
  const told = (keyOf: (happened: Happened) => Key): Narration => ({
    say: (locale, happened) => {
      const t = words(locale);
      return t(keyOf(happened), {
        what: what(locale),
        actor: happened.actor || t('somebody'),
        partner: happened.partner || t('some-partner'),
      });
    },
    href: ({ space, subject }) => `/partnerships/${space}/${path}/${subject}`,
  });
  return Object.fromEntries(
    Object.entries(happenings).map(([happening, keyOf]) => [entryKind(kind, happening), told(keyOf)]),
  );
}
