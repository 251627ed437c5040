import type { Locale } from '../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

const to = (path: string) => (happened: Happened) => `/partnerships/${happened.space}${path}`;

const personal = (happened: Happened, name: string) => String(happened.personal?.[name] ?? '');

/** Who did it; where the name is gone, that somebody did. */
function facts(locale: Locale, happened: Happened) {
  const t = words(locale);
  return {
    actor: happened.actor || t('say.somebody'),
    partner: happened.partner || t('say.partner'),
    name: personal(happened, 'name') || t('say.somebody'),
  };
}

type Told =
  | 'partnership.begun'
  | 'partnership.changed'
  | 'partnership.ended'
  | 'partnership.resumed'
  | 'partner.joined'
  | 'partner.added'
  | 'partner.left'
  | 'partner.removed'
  | 'partner.returned'
  | 'participant.joined'
  | 'participant.left'
  | 'participant.removed'
  | 'participant.account-made'
  | 'lead.named'
  | 'deputy.named'
  | 'role.changed'
  | 'facilitator.named';

/** What newcomers are told from the beginning. */
const marked = new Set<Told>(['partnership.begun', 'partner.joined', 'partner.added', 'partnership.ended']);

function told(kind: Told, path = ''): [string, Narration] {
  return [
    kind,
    {
      say: (locale, happened) => {
        const t = words(locale);
        const known = facts(locale, happened);
        // Whoever facilitates or looks on came in for no partner.
        if (kind === 'participant.joined' && !happened.partner) {
          const facilitates = happened.content.role === 'facilitator';
          return t(facilitates ? 'say.facilitator.joined' : 'say.observer.joined', known);
        }
        return t(`say.${kind}`, known);
      },
      href: to(path),
      ...(marked.has(kind) && { marked: true }),
    },
  ];
}

/** How the entries of this room read. Invitations are for those who send them, and are told nowhere else. */
export const narrates: Readonly<Record<string, Narration>> = Object.fromEntries([
  told('partnership.begun'),
  told('partnership.changed'),
  told('partnership.ended'),
  told('partnership.resumed'),
  told('partner.joined', '/people'),
  told('partner.added', '/people'),
  told('partner.left', '/people'),
  told('partner.removed', '/people'),
  told('partner.returned', '/people'),
  told('participant.joined', '/people'),
  told('participant.left', '/people'),
  told('participant.removed', '/people'),
  told('participant.account-made', '/people'),
  told('lead.named', '/people'),
  told('deputy.named', '/people'),
  told('role.changed', '/people'),
  told('facilitator.named', '/people'),
]);
