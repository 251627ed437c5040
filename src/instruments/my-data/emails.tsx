import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { byLink } from '../../platform/http/route.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { textIn } from '../../platform/i18n/locale.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { addressesOf } from '../partnerships/store.ts';
import { words } from './messages/index.ts';
import { proofHours } from './rules.ts';
import { findErasure } from './store.ts';

/** Tells somebody that their data is to be deleted, or stays: it may be that somebody else asked. */
export async function mailStep(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const { id: reason, space_id: space, subject_id: person } = entry;
  if (person) await mailAbout(house, tx, { step: entry.kind as Step, space, person, reason });
}

type Step = 'erasure.asked' | 'erasure.undone' | 'erasure.waits';

/** `waits`: its day has come, and the person is still needed. Each `reason` is mailed of once. */
export async function mailAbout(
  house: House,
  tx: Tx,
  { step, space, person, reason }: { step: Step; space: string; person: string; reason: string },
): Promise<void> {
  const [reader] = await addressesOf(tx, [person]);
  const stays = step === 'erasure.undone';
  const erasure = reader && (await findErasure(tx, reader.person));
  if (!reader || !(stays || erasure)) return;
  const { locale } = reader;
  const t = words(locale);
  const { name, defaultLocale, timeZone } = await house.city.get();
  const day = erasure ? writeDate(erasure.due, 'long', { locale, timeZone }) : '';
  const city = textIn(name, locale, defaultLocale).text;
  const mail = `mail.${step.slice('erasure.'.length) as 'asked' | 'undone' | 'waits'}` as const;
  const subject = t(mail, { city, day });
  await house.post.send(tx, {
    space,
    to: { person: reader.person, address: reader.address, locale },
    kind: step,
    subject,
    reason,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.foot')}</p>}>
        <p>{t(`${mail}.text`, { day })}</p>
        {!stays && (
          <MailLink
            href={`${house.config.url}/account/data${reader.guest ? `?${byLink.name}=${byLink.value}` : ''}`}
          >
            {t(step === 'erasure.waits' ? 'mail.waits.do' : 'mail.asked.do')}
          </MailLink>
        )}
      </Mail>
    ),
  });
}

/** Mails a proof to somebody who takes part by link: they have no password. */
export async function mailProof(house: House, tx: Tx, space: string): Promise<boolean> {
  const [reader] = await addressesOf(tx, [tx.scope.person!.id]);
  if (!reader || house.post.way === 'none') return false;
  const { locale, person, address } = reader;
  const t = words(locale);
  const { name, defaultLocale } = await house.city.get();
  const until = String(tx.now.getTime() + proofHours * 3_600_000);
  const proof = house.links.make('my-data', person, until);
  const subject = t('mail.proof', { city: textIn(name, locale, defaultLocale).text });
  await house.post.send(tx, {
    space,
    to: { person, address, locale },
    kind: 'my-data',
    subject,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.proof.foot', { hours: proofHours })}</p>}>
        <p>{t('mail.proof.text')}</p>
        <MailLink href={`${house.config.url}/account/data?${byLink.name}=${byLink.value}&proof=${proof}`}>
          {t('mail.proof.do')}
        </MailLink>
      </Mail>
    ),
  });
  return true;
}
