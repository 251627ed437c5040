import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { type Locale, textIn } from '../../platform/i18n/locale.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { findOpenInvitation, findSpace } from './store.ts';
import { roleName } from './views/roles.tsx';

/** The link of an invitation, to be handed on: it names the row, and the row knows whether it still counts. */
export function invitationLink(house: House, id: string): string {
  return `${house.config.url}/invitations/${house.links.make('invitation', id)}`;
}

/** The same in a mail, where it proves besides that its holder reads the mailbox. */
function mailedLink(house: House, id: string): string {
  return `${house.config.url}/invitations/${house.links.make('mailed-invitation', id)}`;
}

/** Answers to `invitation.sent`. */
export async function mailInvitation(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const invitation = entry.subject_id ? await findOpenInvitation(tx, entry.subject_id) : undefined;
  const space = invitation && (await findSpace(tx, invitation.space_id));
  if (!invitation || !space) return;
  const city = await house.city.get();
  const { locale } = invitation;
  const t = words(locale);
  const name = textIn(space.name, locale, city.defaultLocale).text;
  const subject = t('mail.invitation.subject', { space: name });
  const facts = {
    inviter: invitation.inviter ?? nameOfCity(city, locale),
    space: name,
    city: nameOfCity(city, locale),
    role: roleName(t, invitation.role),
  };
  await house.post.send(tx, {
    space: invitation.space_id,
    to: { address: invitation.email, locale },
    kind: 'invitation',
    subject,
    reason: entry.id,
    body: (
      <Mail
        locale={locale}
        title={subject}
        foot={
          <p>
            {t('mail.invitation.foot', {
              day: writeDate(invitation.expires_at, 'long', { locale, timeZone: city.timeZone }),
            })}
          </p>
        }
      >
        <p>{t('mail.invitation.text', facts)}</p>
        <MailLink href={mailedLink(house, invitation.id)}>{t('mail.invitation.do')}</MailLink>
      </Mail>
    ),
  });
}

/**
 * Mails a sign-in link, if the address has an account or may make one. Runs after the page has been
 * answered, so that neither words nor time tell whether there is one.
 */
export async function mailSignInLink(
  house: House,
  asked: { email: string; locale: Locale; newName?: string; next: string },
): Promise<void> {
  const person = await house.database.system(({ db }) =>
    db
      .selectFrom('person')
      .select(['id', 'name', 'locale', 'deactivated_at'])
      .where(({ eb, fn }) => eb(fn('lower', ['email']), '=', asked.email))
      .executeTakeFirst(),
  );
  if (person?.deactivated_at || (!person && asked.newName === undefined)) return;
  const locale = person?.locale ?? asked.locale;
  const city = await house.city.get();
  const t = words(locale);
  const token = await house.accounts.mintSignInToken(asked.email, person?.name ?? asked.newName!);
  const next = asked.next === '/desk' ? '' : `?next=${encodeURIComponent(asked.next)}`;
  const isNew = !person;
  const subject = t(isNew ? 'mail.link.new.subject' : 'mail.link.subject', {
    city: nameOfCity(city, locale),
  });
  await house.database.system((tx) =>
    house.post.send(tx, {
      space: city.space,
      to: { person: person?.id ?? null, address: asked.email, locale },
      kind: 'sign-in-link',
      subject,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.link.foot')}</p>}>
          <p>
            {t(isNew ? 'mail.link.new.text' : 'mail.link.text', {
              city: nameOfCity(city, locale),
            })}
          </p>
          <MailLink href={`${house.config.url}/sign-in/links/${token}${next}`}>
            {t(isNew ? 'mail.link.new.do' : 'mail.link.do')}
          </MailLink>
        </Mail>
      ),
    }),
  );
  await house.post.dispatch();
}
