import { findCity, nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { findReader } from './store.ts';

/** Answers to `test-mail.asked`: to the one who asked, and to nobody else. */
export async function mailTest(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const reader = entry.actor_id ? await findReader(tx, entry.actor_id) : undefined;
  if (!reader?.email) return;
  const view = await findCity(tx);
  if (!view) return;
  const { locale } = reader;
  const t = words(locale);
  const city = nameOfCity(view, locale);
  const subject = t('mail.test.subject', { city });
  await house.post.send(tx, {
    space: entry.space_id,
    to: { person: reader.id, address: reader.email, locale },
    kind: 'test-mail',
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.test.foot')}</p>}>
        <p>{t('mail.test.text', { city })}</p>
      </Mail>
    ),
  });
}
