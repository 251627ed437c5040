import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { linkHours } from './rules.ts';
import { findAddress, findMergeable } from './store.ts';

/** Mails the link that proves the other address, if an account has it. Runs after the page has been answered. */
export async function mailMergeLink(
  house: House,
  asked: { person: { id: string; name: string }; email: string },
): Promise<void> {
  const city = await house.city.get();
  await house.database.system(async (tx) => {
    const other = await findMergeable(tx, { email: asked.email });
    if (!other || other.id === asked.person.id) return;
    const { locale } = other;
    const t = words(locale);
    const until = String(tx.now.getTime() + linkHours * 3_600_000);
    const token = house.links.make('merge', asked.person.id, other.id, until);
    const subject = t('mail.link', { city: nameOfCity(city, locale) });
    await house.post.send(tx, {
      space: city.space,
      to: { person: other.id, address: asked.email, locale },
      kind: 'merge-link',
      subject,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.link.foot', { hours: linkHours })}</p>}>
          <p>{t('mail.link.text', { name: asked.person.name })}</p>
          <MailLink href={`${house.config.url}/account/merging/${token}`}>{t('mail.link.do')}</MailLink>
        </Mail>
      ),
    });
  });
  await house.post.dispatch();
}

/** Tells both addresses that two accounts are one now. Only the entry of the city itself is answered. */
export async function mailMerged(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const city = await house.city.get();
  const { before } = entry.content;
  if (entry.space_id !== city.space || !entry.subject_id || typeof before !== 'string') return;
  for (const person of [entry.subject_id, before]) {
    const reader = await findAddress(tx, person);
    if (!reader?.email) continue;
    const t = words(reader.locale);
    const subject = t('mail.merged', { city: nameOfCity(city, reader.locale) });
    await house.post.send(tx, {
      space: city.space,
      to: { person, address: reader.email, locale: reader.locale },
      kind: entry.kind,
      subject,
      reason: entry.id,
      body: (
        <Mail locale={reader.locale} title={subject} foot={<p>{t('mail.merged.foot')}</p>}>
          <p>{t(person === before ? 'mail.merged.other' : 'mail.merged.stays')}</p>
          <MailLink href={`${house.config.url}/sign-in`}>{t('mail.merged.do')}</MailLink>
        </Mail>
      ),
    });
  }
}
