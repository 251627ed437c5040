import type { VNode } from 'preact';
import { readersOf } from '../../../mechanisms/request/recipients.ts';
import { nameOfCity } from '../../../platform/city.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { isLocale, type Locale, textIn } from '../../../platform/i18n/locale.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Mail, MailLink } from '../../../ui/mail.tsx';
import { words } from '../messages/index.ts';
import { confirmationPath } from '../routes/brief-door.ts';
import { findBrief } from '../store/briefs.ts';
import { findReaders, listAdministrators } from '../store/mailing.ts';
import { findLiaison, findUnit, listUnits } from '../store/units.ts';

/** Answers to `brief.sent`: only who has the mailbox can send the page on. */
export async function mailConfirmation(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const brief = entry.subject_id ? await findBrief(tx, entry.subject_id) : undefined;
  const email = brief?.content.email;
  if (!brief || !email) return;
  const city = await house.city.get();
  const { locale } = brief;
  const t = words(locale);
  const unit = brief.unit ? await findUnit(tx, brief.unit) : await findLiaison(tx);
  const facts = {
    unit: unit ? textIn(unit.name, locale, city.defaultLocale).text : '',
    city: nameOfCity(city, locale),
  };
  const subject = t('mail.confirm.subject', facts);
  await house.post.send(tx, {
    space: brief.id,
    to: { address: email, locale },
    kind: 'brief.confirm',
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t('mail.confirm.why', facts)}</p>}>
        <p>{facts.city}</p>
        <p>{t('mail.confirm.text', facts)}</p>
        <p>
          <strong>{brief.content.title}</strong>
        </p>
        <MailLink href={`${house.config.url}${confirmationPath(house, brief.id, brief.writer, email)}`}>
          {t('mail.confirm.do')}
        </MailLink>
      </Mail>
    ),
  });
}

/** Answers to `brief.held`: the liaison desk is to look. */
export async function mailHeld(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const unit = typeof entry.content.unit === 'string' ? entry.content.unit : undefined;
  if (!unit) return;
  const city = await house.city.get();
  const readers = await findReaders(tx, unit, {
    locale: city.defaultLocale,
    today: dayOf(tx.now, city.timeZone),
  });
  for (const reader of readersOf(readers)) {
    const locale = reader.locale as Locale;
    await tell(house, tx, entry, reader, locale, 'held', '/requests/held', {});
  }
}

/** Answers to `brief.discarded`. */
export async function mailDiscarded(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const email = typeof entry.personal?.email === 'string' ? entry.personal.email : '';
  if (!email) return;
  const locale = isLocale(entry.content.locale)
    ? entry.content.locale
    : (await house.city.get()).defaultLocale;
  const reason = <blockquote>{String(entry.personal?.reason ?? '')}</blockquote>;
  await tell(
    house,
    tx,
    entry,
    { person: null, address: email },
    locale,
    'discarded',
    '/who-does-what',
    {},
    reason,
  );
}

/** Answers to `request.late`: administrators learn number and unit, nothing of the text. */
export async function mailLateToAdministrators(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const city = await house.city.get();
  const unit = typeof entry.content.unit === 'string' ? entry.content.unit : null;
  const found = unit ? (await listUnits(tx, [unit])).get(unit) : undefined;
  for (const reader of await listAdministrators(tx, city.space)) {
    const facts = {
      n: Number(entry.content.number),
      unit: found ? textIn(found.name, reader.locale, city.defaultLocale).text : '',
    };
    await tell(
      house,
      tx,
      entry,
      reader,
      reader.locale,
      'lateAdmin',
      '/requests/late',
      facts,
      undefined,
      city.space,
    );
  }
}

/** Answers to `abuse.reported`. */
export async function mailReport(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const city = await house.city.get();
  for (const reader of await listAdministrators(tx, city.space)) {
    await tell(house, tx, entry, reader, reader.locale, 'report', '/reports', {});
  }
}

async function tell(
  house: House,
  tx: Tx,
  entry: Recorded,
  to: { person: string | null; address: string },
  locale: Locale,
  kind: 'held' | 'discarded' | 'lateAdmin' | 'report',
  path: string,
  facts: Record<string, string | number>,
  more?: VNode,
  space = entry.space_id,
): Promise<void> {
  const t = words(locale);
  const city = await house.city.get();
  const subject = t(`mail.${kind}.subject`, facts);
  await house.post.send(tx, {
    space,
    to: { person: to.person, address: to.address, locale },
    kind: `request.${kind}`,
    subject,
    reason: entry.id,
    body: (
      <Mail locale={locale} title={subject} foot={<p>{t(`mail.${kind}.why`, facts)}</p>}>
        <p>{nameOfCity(city, locale)}</p>
        <p>{t(`mail.${kind}.text`, facts)}</p>
        {more}
        <MailLink href={`${house.config.url}${path}`}>{t(`mail.${kind}.do`)}</MailLink>
      </Mail>
    ),
  });
}
