import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../../platform/instrument.ts';
import { entryKind } from '../rules.ts';
import { words } from './messages/index.ts';

type Key = Extract<Parameters<ReturnType<typeof words>>[0], `told.${string}`>;

const happenings: Readonly<Record<string, (happened: Happened) => Key>> = {
  asked: () => 'told.asked',
  sealed: ({ content }) =>
    content.onBehalf ? 'told.sealed-for' : content.late ? 'told.sealed-late' : 'told.sealed',
  'taken-back': () => 'told.taken-back',
  withdrawn: () => 'told.withdrawn',
  revealed: () => 'told.revealed',
};

/** How the entries of a kind of rounds read. `what` names what was asked, as a word behind a colon. */
export function narratesAsked(
  kind: string,
  what: (locale: Locale) => string,
  href: (happened: Happened) => string,
): Record<string, Narration> {
  return Object.fromEntries(
    Object.entries(happenings).map(([happening, keyOf]) => [
      entryKind(kind, happening),
      {
        say: (locale, happened) => {
          const t = words(locale);
          return t(keyOf(happened), {
            actor: happened.actor || t('somebody'),
            partner: happened.partner || t('some-partner'),
            what: what(locale),
          });
        },
        href,
      } satisfies Narration,
    ]),
  );
}
