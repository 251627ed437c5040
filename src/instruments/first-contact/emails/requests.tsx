import type { ComponentChildren } from 'preact';
import { readersOf } from '../../../mechanisms/request/recipients.ts';
import { isClosed } from '../../../mechanisms/request/rules.ts';
import { type ActRow, findRequest, listActs, type RequestRow } from '../../../mechanisms/request/store.ts';
import { isWritten, type Written, wordsFor } from '../../../mechanisms/request/written.ts';
import { type CityView, nameOfCity } from '../../../platform/city.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { type Locale, textIn } from '../../../platform/i18n/locale.ts';
import type { Recorded } from '../../../platform/journal/reader.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Mail, MailLink } from '../../../ui/mail.tsx';
import { words } from '../messages/index.ts';
import { answerPath, followPath } from '../routes/door.ts';
import { findReaders, listAskingReaders } from '../store/mailing.ts';
import { listUnits } from '../store/units.ts';

/** What a mail about a request is made of. Subjects tell number and unit only: administrators see them in the list of mails. */
type Matter = {
  house: House;
  tx: Tx;
  entry: Recorded;
  city: CityView;
  request: RequestRow;
  /** The act that the entry tells of; for reminders the last one. */
  act: ActRow | undefined;
  /** Did the forward leave a question behind that nobody waits for any more? */
  voided: boolean;
  unitName(locale: Locale, unit: string | null): string;
};

async function matterOf(house: House, tx: Tx, entry: Recorded): Promise<Matter | undefined> {
  const request = entry.subject_id ? await findRequest(tx, entry.subject_id) : undefined;
  if (!request) return undefined;
  const city = await house.city.get();
  const acts = await listActs(tx, request.id);
  const act = acts.find((one) => one.position === entry.content.position) ?? acts.at(-1);
  const before = acts.find((one) => one.position === (act?.position ?? 0) - 1);
  const units = await listUnits(tx, [
    request.unit,
    request.askerOrganisation,
    ...acts.map((one) => one.unit),
  ]);
  return {
    house,
    tx,
    entry,
    city,
    request,
    act,
    voided: act?.act === 'forwarded' && before?.act === 'asked-back',
    unitName(locale, unit) {
      const found = unit ? units.get(unit) : undefined;
      return found ? textIn(found.name, locale, city.defaultLocale).text : '';
    },
  };
}

type Kind =
  | 'arrived'
  | 'sent'
  | 'forwarded'
  | 'passed-on'
  | 'accepted'
  | 'declined'
  | 'countered'
  | 'asked-back'
  | 'added'
  | 'counter-accepted'
  | 'withdrawn'
  | 'reopened'
  | 'done'
  | 'confirmed-done'
  | 'soon'
  | 'today'
  | 'late';

function Quoted({ written, locale }: { written: Written; locale: Locale }) {
  const { text, lang } = wordsFor(written, locale);
  return text ? (
    <blockquote lang={lang as string}>
      {text.split('\n').map((line, n) => (
        <>
          {n > 0 && <br />}
          {line}
        </>
      ))}
    </blockquote>
  ) : null;
}

/** What they want to do, what they bring, what they ask for, and by when they need it. */
function Asked({ request, locale, timeZone }: { request: RequestRow; locale: Locale; timeZone: string }) {
  const t = words(locale);
  return (
    <>
      {isWritten(request.want) && (
        <>
          <p>{t('want.title')}</p>
          <Quoted written={request.want} locale={locale} />
          {isWritten(request.bring) && <p>{t('bring.title')}</p>}
          <Quoted written={request.bring} locale={locale} />
          <p>{t('ask.title')}</p>
        </>
      )}
      <Quoted written={request.ask} locale={locale} />
      {request.neededBy !== null && (
        <p>
          {t('neededBy.title')}: {writeDate(request.neededBy, 'long', { locale, timeZone })}
        </p>
      )}
    </>
  );
}

/** One mail: what, by when, one button, why the reader gets it. */
function letter(
  matter: Matter,
  kind: Kind,
  locale: Locale,
  href: string,
  side: 'asker' | 'unit',
  more?: ComponentChildren,
) {
  const { request, act, entry, city } = matter;
  const t = words(locale);
  const unit = matter.unitName(locale, (entry.content.unit as string | undefined) ?? request.unit);
  const due = typeof entry.content.due === 'string' ? entry.content.due : request.due;
  const facts = {
    n: request.number,
    unit,
    from: matter.unitName(locale, (entry.content.from as string | undefined) ?? null),
    day: due ? writeDate(due, 'weekday', { locale, timeZone: city.timeZone }) : '',
    asker: matter.unitName(locale, request.askerOrganisation) || request.askerGroup || request.askerName,
    city: nameOfCity(city, locale),
  };
  const subject = t(`mail.${kind}.subject`, facts);
  return {
    subject,
    body: (
      <Mail
        locale={locale}
        title={subject}
        foot={<p>{t(side === 'asker' ? 'mail.why.asker' : 'mail.why.unit', facts)}</p>}
      >
        <p>{facts.city}</p>
        <p>{t(`mail.${kind}.text`, facts)}</p>
        {kind === 'forwarded' && matter.voided && <p>{t('mail.forwarded.void', facts)}</p>}
        <p>
          <strong>{wordsFor(request.title, locale).text}</strong>
        </p>
        {kind !== 'sent' && act && <Quoted written={act.note} locale={locale} />}
        {kind === 'declined' && act && isWritten(act.wouldChange) && (
          <>
            <p>{t('wouldChange.title')}</p>
            <Quoted written={act.wouldChange} locale={locale} />
          </>
        )}
        {kind === 'asked-back' && act && isWritten(act.meeting) && (
          <>
            <p>{t('meeting.offered')}</p>
            <Quoted written={act.meeting} locale={locale} />
          </>
        )}
        {more}
        <MailLink href={href}>{t(`mail.${kind}.do`)}</MailLink>
      </Mail>
    ),
  };
}

async function tellAsker(matter: Matter, kind: Kind): Promise<void> {
  const { house, tx, entry, city, request } = matter;
  const today = dayOf(tx.now, city.timeZone);
  for (const reader of await listAskingReaders(tx, request, { locale: city.defaultLocale, today })) {
    const path = reader.guest ? followPath(house, request.id, reader.guest) : `/requests/${request.id}`;
    const { subject, body } = letter(matter, kind, reader.locale, `${house.config.url}${path}`, 'asker');
    await house.post.send(tx, {
      space: request.id,
      to: { person: reader.person, address: reader.address, locale: reader.locale },
      kind: `request.${kind}`,
      subject,
      body,
      reason: entry.id,
    });
  }
}

async function tellUnit(matter: Matter, kind: Kind, late = false): Promise<void> {
  const { house, tx, entry, city, request } = matter;
  if (!request.unit) return;
  const today = dayOf(tx.now, city.timeZone);
  const unit = await findReaders(tx, request.unit, { locale: city.defaultLocale, today });
  for (const reader of readersOf(unit, late)) {
    const locale = reader.locale as Locale;
    // Where the unit has nothing more to do, its links have ended.
    const path = isClosed(request.state)
      ? '/requests'
      : answerPath(house, {
          request: request.id,
          unit: request.unit,
          person: reader.person,
          address: reader.address,
          at: tx.now,
        });
    const more =
      kind === 'arrived' || kind === 'passed-on' ? (
        <Asked request={request} locale={locale} timeZone={city.timeZone} />
      ) : undefined;
    const { subject, body } = letter(matter, kind, locale, `${house.config.url}${path}`, 'unit', more);
    await house.post.send(tx, {
      space: request.id,
      to: { person: reader.person, address: reader.address, locale },
      kind: `request.${kind}`,
      subject,
      body,
      reason: entry.id,
    });
  }
}

type Answer = (house: House, tx: Tx, entry: Recorded) => Promise<void>;

/** Tells one side or both of an act. A mail about a unit that no longer has the request goes to nobody. */
function tells(...told: readonly ['asker' | 'unit', Kind][]): Answer {
  return async (house, tx, entry) => {
    const matter = await matterOf(house, tx, entry);
    if (!matter) return;
    for (const [side, kind] of told) {
      if (side === 'asker') await tellAsker(matter, kind);
      else if (entry.content.unit === undefined || entry.content.unit === matter.request.unit) {
        await tellUnit(matter, kind, kind === 'late');
      }
    }
  };
}

export const requestMails: Record<string, Answer> = {
  'request.sent': tells(['asker', 'sent'], ['unit', 'arrived']),
  'request.forwarded': tells(['asker', 'forwarded'], ['unit', 'passed-on']),
  'request.accepted': tells(['asker', 'accepted']),
  'request.declined': tells(['asker', 'declined']),
  'request.countered': tells(['asker', 'countered']),
  'request.asked-back': tells(['asker', 'asked-back']),
  'request.added': tells(['unit', 'added']),
  'request.counter-accepted': tells(['unit', 'counter-accepted']),
  'request.withdrawn': tells(['unit', 'withdrawn']),
  'request.reopened': tells(['unit', 'reopened']),
  'request.done': tells(['asker', 'done']),
  'request.confirmed-done': tells(['unit', 'confirmed-done']),
  'request.due-soon': tells(['unit', 'soon']),
  'request.due-today': tells(['unit', 'today']),
  'request.late': tells(['unit', 'late']),
};
