import { isOpened, listTellings } from '../../mechanisms/decision/store.ts';
import { nameOfCity } from '../../platform/city.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { isId } from '../../platform/id.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { words } from './messages/index.ts';
import { findPublicAddress } from './outcome.ts';
import { resultWords } from './views/parts.tsx';

/** Answers to `decision.told`: a mail to everybody outside who is named anew to be told of a statement. */
export async function mailOutside(house: House, tx: Tx, entry: Recorded): Promise<void> {
  const { statement, tellings: named } = entry.content;
  if (typeof statement !== 'string' || !isId(statement)) return;
  const city = await house.city.get();
  // What was written down before names nobody, and means all.
  const tellings = (await listTellings(tx, statement)).filter(
    ({ id }) => !Array.isArray(named) || named.includes(id),
  );
  const [first] = tellings;
  const isPublic = first && (await isOpened(tx, first.decision));
  const publicAt = isPublic ? await findPublicAddress(tx, first.space) : undefined;
  for (const one of tellings) {
    const { locale } = one;
    const t = words(locale);
    const lang = (written: typeof locale) => (written === locale ? undefined : written);
    const subject = t('mail.subject', { title: one.title });
    await house.post.send(tx, {
      space: one.space,
      to: { address: one.address, locale },
      kind: 'decision-outcome',
      subject,
      // Administrators see the list of mails; what a partnership decides is none of their business.
      listed: t('mail.listed'),
      reason: one.id,
      body: (
        <Mail
          locale={locale}
          title={subject}
          foot={<p>{t('mail.foot', { name: one.name, city: nameOfCity(city, locale) })}</p>}
        >
          <p>
            {t('mail.lead', { name: one.name })}{' '}
            {one.outcome && <strong>{resultWords(locale, one.outcome, one)}</strong>}
          </p>
          {one.chosen && <p lang={lang(one.titleLocale)}>{one.chosen}</p>}
          <blockquote lang={lang(one.textLocale)}>{one.text}</blockquote>
          {one.reviewOn && (
            <p>
              {t('mail.review', {
                day: writeDate(one.reviewOn, 'long', { locale, timeZone: city.timeZone }),
              })}
            </p>
          )}
          {publicAt && (
            <MailLink href={`${house.config.url}${publicAt}/decisions/${one.decision}`}>
              {t('mail.public')}
            </MailLink>
          )}
        </Mail>
      ),
    });
  }
}
