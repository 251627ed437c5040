import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { languageName } from '../../platform/i18n/names.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { mailedInvitationLink, standingOf, wayIn } from './rules.ts';
import { addressesOf, findGuestAt, findInvited, findOtherSide, findPartnership } from './store.ts';
import { inviting } from './views/inviting.ts';

/** Answers to `partner.invited`. */
export async function mailInvitation(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const invited = entry.subject_id ? await findInvited(tx, entry.subject_id) : undefined;
  if (!invited || standingOf(invited.invitation, tx.now) !== 'open') return;
  const { invitation, partnership, partner } = invited;
  const to = invitation.email
    ? { address: invitation.email, locale: invitation.locale }
    : await findOtherSide(tx, partnership.id, partner?.organisation ?? null, invitation.locale);
  if (!to) return;
  const { locale } = to;
  const city = await house.city.get();
  const t = words(locale);
  const { name } = partnership;
  const subject = inviting.title(locale, { name, inviter: invitation.inviter ?? '' });
  const until = writeDate(invitation.expiresAt, 'long', { locale, timeZone: city.timeZone });
  const role = partner ? 'lead' : invitation.role === 'facilitator' ? 'facilitator' : 'looksOn';
  await house.post.send(tx, {
    space: partnership.id,
    to,
    kind: 'partner-invitation',
    subject,
    // Administrators see the list of mails; what a partnership is called is none of their business.
    listed: t('mail.invitation.listed'),
    reason: entry.id,
    body: (
      <Mail
        locale={locale}
        title={subject}
        foot={
          <>
            <p>{inviting.until(locale, until)}</p>
            <p>{t('mail.invitation.foot', { city: nameOfCity(city, locale) })}</p>
          </>
        }
      >
        <p>{inviting.text(locale, { name, inviter: invitation.inviter ?? '' })}</p>
        {partnership.locale !== locale && (
          <p>{t('language.other', { language: languageName(partnership.locale, locale) })}</p>
        )}
        {partnership.purpose && <p lang={otherThan(locale, partnership.locale)}>{partnership.purpose}</p>}
        {partnership.place && <p>{t('mail.invitation.place', { place: partnership.place })}</p>}
        {invitation.note && (
          <>
            <p>{t('mail.invitation.note')}</p>
            <blockquote>{invitation.note}</blockquote>
          </>
        )}
        {role !== 'lead' && <p>{t(`part.${role}`)}</p>}
        <MailLink href={mailedInvitationLink(house, invitation.id, locale)}>
          {t('mail.invitation.do')}
        </MailLink>
        <p>{t('mail.invitation.how')}</p>
      </Mail>
    ),
  });
}

function otherThan(locale: Locale, written: Locale): Locale | undefined {
  return written === locale ? undefined : written;
}

/** Answers to somebody's joining: who takes part by link gets the one that is theirs. */
export async function mailWayBack(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const [to] = await addressesOf(tx, entry.subject_id ? [entry.subject_id] : []);
  const partnership = to?.guest ? await findPartnership(tx, entry.space_id) : undefined;
  if (!to || !partnership) return;
  const { locale, address, person } = to;
  const t = words(locale);
  const subject = t('mail.welcome.subject');
  await house.post.send(tx, {
    space: partnership.id,
    to: { person, address, locale },
    kind: 'partner-welcome',
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.welcome.foot')}</p>}>
        <p>{t('mail.welcome.text', { name: partnership.name })}</p>
        <MailLink href={wayIn(house, person, `/partnerships/${partnership.id}`)}>
          {t('mail.welcome.do')}
        </MailLink>
      </Mail>
    ),
  });
}

/** The way in once more, for somebody who takes part by link and asked for it; to nobody else. */
export async function mailWayIn(house: House, email: string, path: string): Promise<void> {
  const city = await house.city.get();
  await house.database.system(async (tx) => {
    const guest = await findGuestAt(tx, email);
    const [to] = await addressesOf(tx, guest ? [guest] : []);
    if (!to) return;
    const { locale, address, person } = to;
    const t = words(locale);
    const name = nameOfCity(city, locale);
    const subject = t('mail.wayIn.subject', { city: name });
    await house.post.send(tx, {
      space: city.space,
      to: { person, address, locale },
      kind: 'part-way-in',
      subject,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.wayIn.foot')}</p>}>
          <p>{t('mail.wayIn.text', { city: name })}</p>
          <MailLink href={wayIn(house, person, path)}>{t('mail.wayIn.do')}</MailLink>
        </Mail>
      ),
    });
  });
  await house.post.dispatch();
}

/** Mails the link by which somebody who takes part by link makes an account, or comes into the one they have. */
export async function mailAccountLink(
  house: House,
  asked: { email: string; locale: Locale; token: string },
): Promise<void> {
  const { locale, token, email } = asked;
  const city = await house.city.get();
  const t = words(locale);
  const name = nameOfCity(city, locale);
  const subject = t('mail.account.subject', { city: name });
  await house.database.system((tx) =>
    house.post.send(tx, {
      space: city.space,
      to: { address: email, locale },
      kind: 'part-account',
      subject,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.account.foot')}</p>}>
          <p>{t('mail.account.text', { city: name })}</p>
          <MailLink href={`${house.config.url}/taking-part/accounts/${token}`}>
            {t('mail.account.do')}
          </MailLink>
        </Mail>
      ),
    }),
  );
  await house.post.dispatch();
}
