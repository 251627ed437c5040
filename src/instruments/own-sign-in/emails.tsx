import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { findWayOf, listLeads } from './store.ts';

/** Answers to `own-sign-in.lost`: those who lead can put the record back. */
export async function mailLost(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const way = await findWayOf(tx, entry.space_id);
  if (!way || way.proven_at) return;
  const { defaultLocale } = await house.city.get();
  for (const { id, email, locale } of await listLeads(tx, entry.space_id)) {
    if (!email) continue;
    const t = words(locale);
    const subject = t('mail.lost', { domain: way.domain });
    await house.post.send(tx, {
      space: entry.space_id,
      to: { person: id, address: email, locale },
      kind: 'own-sign-in-lost',
      subject,
      reason: entry.id,
      body: (
        <Mail locale={locale} title={subject} foot={<p>{t('mail.lost.foot')}</p>}>
          <p>
            {t('mail.lost.text', { domain: way.domain, name: textIn(way.name, locale, defaultLocale).text })}
          </p>
          <MailLink href={`${house.config.url}/spaces/${way.space}/sign-in`}>{t('mail.lost.do')}</MailLink>
        </Mail>
      ),
    });
  }
}
