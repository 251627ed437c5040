import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Letter } from '../../platform/mail/post.ts';
import { Mail, MailLink } from '../../ui/mail.tsx';
import { addressFor } from '../partnerships/rules.ts';
import { endingPath } from '../told/actions.ts';
import { words } from './messages/index.ts';
import { linesOf } from './rules.ts';
import type { WeekRead } from './store.ts';
import { cameOf, decidedBy, placeOf } from './week.ts';

export type TellingOfWeek = {
  reader: { id: string; guest: boolean; locale: Locale; address: string };
  city: { name: string; space: string; timeZone: string };
  partnership: { id: string; name: string };
  monday: string;
  read: WeekRead;
};

/** One page: what was decided in a week, by whom, and what is open until when. */
export function letterOf(house: House, { reader, city, partnership, monday, read }: TellingOfWeek): Letter {
  const t = words(reader.locale);
  const to = (path: string) => addressFor(house, reader, path);
  const where = { locale: reader.locale, timeZone: city.timeZone };
  const lines = linesOf(read.decided.length, read.open.length);
  const subject = t('mail.subject', { partnership: partnership.name });
  const decisions = `/partnerships/${partnership.id}/decisions`;
  const endOf = (one?: string) =>
    `${house.config.url}${endingPath(house, { person: reader.id, partnership: one })}`;
  const more = (n: number) => n > 0 && <li>{t('week.more', { n })}</li>;
  return {
    space: city.space,
    to: { person: reader.id, address: reader.address, locale: reader.locale },
    kind: 'decisions.week',
    subject,
    // The list of mails is read by administrators: it names no partnership.
    listed: t('mail.listed', { city: city.name }),
    headers: {
      'List-Unsubscribe': `<${endOf(partnership.id)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    body: (
      <Mail
        locale={reader.locale}
        title={subject}
        foot={
          <>
            <p>{t('mail.why', { city: city.name })}</p>
            <ul>
              <li>
                <a href={to('/told')}>{t('mail.choose')}</a>
              </li>
              <li>
                <a href={endOf(partnership.id)}>{t('mail.end.one', { partnership: partnership.name })}</a>
              </li>
              <li>
                <a href={endOf()}>{t('mail.end.all')}</a>
              </li>
            </ul>
          </>
        }
      >
        <h2>{t('week.decided')}</h2>
        <ul>
          {read.decided.slice(0, lines.decided).map((one) => {
            const facts = [
              cameOf(reader.locale, one),
              decidedBy(reader.locale, one),
              writeDate(one.at, 'weekday', where),
            ];
            return (
              <li key={one.id}>
                <a href={to(placeOf(partnership.id, one))}>{one.title}</a> ({facts.filter(Boolean).join(', ')}
                )
              </li>
            );
          })}
          {more(read.decided.length - lines.decided)}
        </ul>
        {read.open.length > 0 && (
          <>
            <h2>{t('week.open')}</h2>
            <ul>
              {read.open.slice(0, lines.open).map((one) => (
                <li key={one.id}>
                  <a href={to(`${decisions}/${one.id}`)}>{one.title}</a> (
                  {one.late
                    ? t('week.waits')
                    : t('week.until', { at: writeDate(one.dueAt, 'moment', where) })}
                  )
                </li>
              ))}
              {more(read.open.length - lines.open)}
            </ul>
          </>
        )}
        <MailLink href={to(`${decisions}/week?before=${monday}`)}>{t('mail.page')}</MailLink>
      </Mail>
    ),
  };
}
