import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { typedLocalised } from '../../../platform/i18n/localised.ts';
import { isOffice } from '../rules.ts';
import type { ShownResponsibility } from '../store/reading.ts';
import type { Organisation } from '../store/tables.ts';

/** What an organisation says of itself, as the form shows it. */
export function typedCard(one: Organisation, locales: readonly Locale[]) {
  const yes = (ticked: boolean) => (ticked ? 'yes' : '');
  return {
    ...typedLocalised(one.name, 'name', locales),
    ...typedLocalised(one.summary, 'summary', locales),
    website: one.website ?? '',
    email: one.email ?? '',
    emailShown: yes(one.email_shown),
    mailboxShared: yes(one.mailbox_shared),
    // A department is the city's own: it is not asked for these.
    ...(one.kind !== 'department' && {
      legalNumber: one.legal_number ?? '',
      safe: yes(one.audience === 'space'),
    }),
  };
}

/** Who answers there, as the form shows it. */
export function typedContact(
  { contact, deputy, kind, reply_days }: Organisation,
  locales: readonly Locale[],
) {
  return {
    ...typedLocalised(contact.role, 'role', locales),
    ...typedLocalised(contact.hours, 'hours', locales),
    ...typedLocalised(contact.visit, 'visit', locales),
    phone: contact.phone ?? '',
    languages: contact.languages ?? [],
    ...(isOffice(kind) && {
      ...typedLocalised(deputy.role, 'deputy', locales),
      replyDays: reply_days?.toString() ?? '',
    }),
  };
}

/** Something that is decided or not, as its form shows it; who decides it instead by the name on the page. */
export function typedResponsibility(one: ShownResponsibility, page: Pick<Page, 'languages' | 'text'>) {
  const phrases = Object.fromEntries(
    Object.entries(one.words).map(([lang, list]) => [lang, list.join('\n')]),
  );
  return {
    decides: one.decides ? 'yes' : 'no',
    ...typedLocalised(one.text, 'text', page.languages),
    ...typedLocalised(phrases, 'words', page.languages),
    instead: one.instead_name ? page.text(one.instead_name) : '',
    ...typedLocalised(one.elsewhere, 'elsewhere', page.languages),
  };
}
