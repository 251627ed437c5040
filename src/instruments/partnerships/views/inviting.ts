import type { Locale } from '../../../platform/i18n/locale.ts';
import { words } from '../messages/index.ts';

type Facts = { name: string; inviter: string };

/** The sentences of an invitation, as they stand in the mail and are shown before it is sent. */
export const inviting = {
  title: (locale: Locale, facts: Facts) =>
    words(locale)(facts.inviter ? 'mail.invitation.subject' : 'mail.invitation.subject.nobody', facts),
  text: (locale: Locale, facts: Facts) =>
    words(locale)(facts.inviter ? 'mail.invitation.text' : 'mail.invitation.text.nobody', facts),
  until: (locale: Locale, day: string) => words(locale)('mail.invitation.until', { day }),
};
