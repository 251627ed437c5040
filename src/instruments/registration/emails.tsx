import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { findReader } from '../city/store.ts';
import { words } from './messages/index.ts';
import { findClaim } from './store.ts';

/** Tells the claimant what the city decided, with the reason of a no. */
export async function mailDecision(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const claim = entry.subject_id ? await findClaim(tx, entry.subject_id) : undefined;
  const claimant = claim?.claimant ? await findReader(tx, claim.claimant) : undefined;
  if (!claim || !claimant?.email || claim.accepted === null) return;
  const { locale } = claimant;
  const t = words(locale);
  const city = await house.city.get();
  const name = textIn(claim.name, locale, city.defaultLocale).text;
  const subject = t(claim.accepted ? 'mail.accepted' : 'mail.declined', { name });
  await house.post.send(tx, {
    space: claim.organisation,
    to: { person: claimant.id, address: claimant.email, locale },
    kind: entry.kind,
    subject,
    reason: entry.id,
    body: (
      <Mail
        locale={locale}
        title={subject}
        foot={<p>{t('mail.foot', { city: nameOfCity(city, locale) })}</p>}
      >
        {claim.accepted ? (
          <p>{t('mail.accepted.text')}</p>
        ) : (
          <p>{t('mail.declined.text', { reason: claim.reason ?? '' })}</p>
        )}
        <MailLink href={`${house.config.url}/organisations/${claim.slug}`}>{t('mail.link')}</MailLink>
      </Mail>
    ),
  });
}
