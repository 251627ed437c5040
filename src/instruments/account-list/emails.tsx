import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { findReader } from '../city/store.ts';
import { words } from './messages/index.ts';

/** Tells somebody that their account was closed, or opened again. */
export async function mailStanding(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const reader = entry.subject_id ? await findReader(tx, entry.subject_id) : undefined;
  if (!reader?.email) return;
  const { locale } = reader;
  const t = words(locale);
  const city = nameOfCity(await house.city.get(), locale);
  const closed = entry.kind === 'account.closed';
  const subject = t(closed ? 'mail.closed' : 'mail.opened', { city });
  await house.post.send(tx, {
    space: entry.space_id,
    to: { person: reader.id, address: reader.email, locale },
    kind: entry.kind,
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.foot')}</p>}>
        <p>{t(closed ? 'mail.closed.text' : 'mail.opened.text')}</p>
        <MailLink href={`${house.config.url}${closed ? '/briefs/new' : '/sign-in'}`}>
          {t(closed ? 'mail.closed.do' : 'mail.opened.do')}
        </MailLink>
      </Mail>
    ),
  });
}
