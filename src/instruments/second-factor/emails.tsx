import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { findReader } from '../city/store.ts';
import { words } from './messages/index.ts';
import { changes } from './rules.ts';
import { findLoss } from './store/losses.ts';

/** Tells somebody what became of what signs them in, so that they notice if it was not them. */
export async function mailChange(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const reader = entry.subject_id ? await findReader(tx, entry.subject_id) : undefined;
  const change = changes.find((one) => one === entry.content.change);
  if (!reader?.email || !change) return;
  const { locale } = reader;
  const t = words(locale);
  const city = nameOfCity(await house.city.get(), locale);
  const subject = t('mail.change', { city });
  await house.post.send(tx, {
    space: entry.space_id,
    to: { person: reader.id, address: reader.email, locale },
    kind: entry.kind,
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.change.foot')}</p>}>
        <p>{t(`mail.change.${change}`)}</p>
        <MailLink href={`${house.config.url}/account/second-factor`}>{t('mail.change.do')}</MailLink>
      </Mail>
    ),
  });
}

const steps = {
  'second-factor.lost': 'lost',
  'second-factor.loss-checked': 'checked',
  'second-factor.loss-agreed': 'agreed',
  'second-factor.loss-declined': 'declined',
} as const;

/** Tells the person each step of the way to an account without its second factor: it may be somebody else who asks. */
export async function mailLoss(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const loss = entry.subject_id ? await findLoss(tx, entry.subject_id) : undefined;
  const reader = loss && (await findReader(tx, loss.person));
  if (!reader?.email) return;
  const { locale } = reader;
  const t = words(locale);
  const subject = t('mail.lost', { city: nameOfCity(await house.city.get(), locale) });
  await house.post.send(tx, {
    space: entry.space_id,
    to: { person: reader.id, address: reader.email, locale },
    kind: entry.kind,
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.lost.foot')}</p>}>
        <p>{t(`mail.lost.${steps[entry.kind as keyof typeof steps]}`)}</p>
        <MailLink href={`${house.config.url}/sign-in`}>{t('mail.lost.do')}</MailLink>
      </Mail>
    ),
  });
}
