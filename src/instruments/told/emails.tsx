import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { DeskItem } from '../../platform/instrument.ts';
import type { Letter } from '../../platform/mail/post.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { addressFor, wayIn } from '../partnerships/rules.ts';
import { endingPath } from './links.ts';
import { words } from './messages/index.ts';
import { mostLines, sharesOf, shortened } from './rules.ts';

/** What happened in one partnership. */
export type Group = {
  id: string;
  name: string;
  happened: readonly { sentence: string; href?: string; at: Date }[];
};

export type Telling = {
  /** Something new is asked of the reader; what happened; or only something of theirs that is due soon. */
  kind: 'turn' | 'digest' | 'reminder';
  reader: { id: string; guest: boolean; locale: Locale; address: string };
  city: { name: string; space: string; timeZone: string };
  now: Date;
  /** In the order of their days; `partnership` is the name of the one it belongs to, if it belongs to one. */
  waits: readonly (DeskItem & { partnership?: string | undefined })[];
  groups: readonly Group[];
  /** The one partnership that all of it is about, if it is one. */
  only: { id: string; name: string } | undefined;
  /** The entry, or what it reminds of, by which a second mail of the same is known. */
  reason: string;
};

/** Puts a mail together: what waits for the reader first, then what happened, by partnership. */
export function letterOf(house: House, telling: Telling): Letter {
  const { kind, reader, city, waits, groups, only } = telling;
  const t = words(reader.locale);
  const to = (path: string) => addressFor(house, reader, path);
  const subject = subjectOf(telling);
  const endOf = (partnership?: string) =>
    `${house.config.url}${endingPath(house, { person: reader.id, partnership })}`;
  return {
    space: city.space,
    to: { person: reader.id, address: reader.address, locale: reader.locale },
    kind: `told.${kind}`,
    subject,
    // The list of mails is read by administrators: it names no partnership, nor what is done there.
    listed: t('mail.listed', { city: city.name }),
    reason: telling.reason,
    headers: {
      'List-Unsubscribe': `<${endOf(only?.id)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    body: (
      <Mail
        locale={reader.locale}
        title={subject}
        foot={
          <>
            <p>{t('mail.why', { city: city.name, n: only ? 1 : 2 })}</p>
            <ul>
              <li>
                <a href={to('/told')}>{t('mail.choose')}</a>
              </li>
              {only && (
                <li>
                  <a href={endOf(only.id)}>{t('mail.end.one', { partnership: only.name })}</a>
                </li>
              )}
              <li>
                <a href={endOf()}>{t('mail.end.all')}</a>
              </li>
            </ul>
          </>
        }
      >
        {reader.guest && (
          <>
            <p>{t('mail.wayIn.about')}</p>
            <MailLink href={wayIn(house, reader.id)}>{t('mail.wayIn')}</MailLink>
          </>
        )}
        {waits.length > 0 && <Waits telling={telling} to={to} />}
        {groups.length > 0 && <News telling={telling} to={to} />}
        <MailLink href={to('/desk')}>{t('mail.desk')}</MailLink>
      </Mail>
    ),
  };
}

/** Names what waits; where nothing does, what happened last. */
function subjectOf({ kind, reader, city, waits, groups }: Telling): string {
  const t = words(reader.locale);
  const [first] = waits;
  if (first) {
    const title = shortened(first.title) + (first.partnership ? ` (${shortened(first.partnership)})` : '');
    const facts = { title, more: waits.length - 1 };
    return t(kind === 'reminder' ? 'mail.reminder.subject' : 'mail.turn.subject', facts);
  }
  const n = groups.reduce((sum, { happened }) => sum + happened.length, 0);
  const [last] = groups.flatMap(({ happened }) => happened).toSorted((a, b) => Number(b.at) - Number(a.at));
  const news = shortened(last?.sentence ?? '');
  return t('mail.digest.subject', { city: city.name, news, more: n - 1 });
}

type PartProps = { telling: Telling; to: (path: string) => string };

function Waits({ telling: { kind, reader, city, now, waits }, to }: PartProps) {
  const t = words(reader.locale);
  const where = { locale: reader.locale, timeZone: city.timeZone };
  const more = waits.length - mostLines;
  return (
    <>
      <h2>{t(kind === 'reminder' ? 'mail.soon' : 'mail.waits')}</h2>
      <ul>
        {waits.slice(0, mostLines).map(({ href, title, partnership, due }) => {
          const day =
            due && t(due < now ? 'mail.late' : 'mail.due', { day: writeDate(due, 'weekday', where) });
          const facts = [partnership, day].filter(Boolean).join(', ');
          return (
            <li key={href}>
              <a href={to(href)}>{title}</a>
              {facts && ` (${facts})`}
            </li>
          );
        })}
      </ul>
      {more > 0 && <p>{t('mail.more', { n: more })}</p>}
    </>
  );
}

function News({ telling: { reader, city, groups }, to }: PartProps) {
  const t = words(reader.locale);
  const where = { locale: reader.locale, timeZone: city.timeZone };
  const shares = sharesOf(
    groups.map(({ happened }) => happened.length),
    mostLines,
  );
  return (
    <>
      <h2>{t('mail.happened')}</h2>
      {groups.map(({ id, name, happened }, n) => {
        const more = happened.length - shares[n]!;
        return (
          <section key={id}>
            <h3>{name}</h3>
            <ul>
              {happened.slice(0, shares[n]).map(({ sentence, href, at }) => (
                <li key={sentence}>
                  {href ? (
                    <a href={to(href)} data-aside="">
                      {sentence}
                    </a>
                  ) : (
                    sentence
                  )}{' '}
                  ({writeDate(at, 'weekday', where)})
                </li>
              ))}
              {more > 0 && <li>{t('mail.more', { n: more })}</li>}
            </ul>
            <MailLink href={to(`/partnerships/${id}`)}>{t('mail.see')}</MailLink>
          </section>
        );
      })}
    </>
  );
}
