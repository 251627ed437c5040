import type { Page } from '../../../platform/http/page.ts';
import { exampleDay as exampleOf } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Piece } from '../../../platform/search/marks.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Spoken } from '../../../ui/spoken.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { words } from '../messages/index.ts';
import { isStale, monthsSince } from '../rules.ts';
import type { Organisation } from '../store/tables.ts';

/** Where somebody begins their one page to the city; without a unit, the liaison desk finds it. */
export function briefPath(slug?: string): string {
  return slug ? `/briefs/new?to=${slug}` : '/briefs/new';
}

export const pathOf = (organisation: { slug: string }) => `/organisations/${organisation.slug}`;

/** How to write a day, by one that could really be meant: in two weeks. */
export function exampleDay(page: Page): string {
  return exampleOf(addDays(dayOf(page.now, page.city.timeZone), 14), page.locale);
}

/** A text in which the words that were looked for are marked. */
export function Marked({ pieces, lang, locale }: { pieces: readonly Piece[]; lang: Locale; locale: Locale }) {
  return (
    <span lang={lang === locale ? undefined : lang}>
      {pieces.map((piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text))}
    </span>
  );
}

type Confirmed = Pick<Organisation, 'confirmed_at' | 'confirmed_by'>;

/** "Confirmed on 3 March 2026 by the head of department". */
export function ConfirmedOn({ page, organisation }: { page: Page; organisation: Confirmed }) {
  const t = words(page.locale);
  if (!organisation.confirmed_at) return <>{t('confirmed.never')}</>;
  const date = page.day(organisation.confirmed_at);
  if (!organisation.confirmed_by) return <>{t('confirmed.on', { date })}</>;
  const by = '\u0001';
  const [before, after] = t('confirmed.onBy', { date, by }).split(by);
  return (
    <>
      {before}
      <Spoken text={organisation.confirmed_by} fallback={page.city.defaultLocale} />
      {after}
    </>
  );
}

/** The mark on an entry that nobody has confirmed for long. */
export function StaleTag({ page, organisation }: { page: Page; organisation: Confirmed }) {
  const t = words(page.locale);
  const now = page.now;
  if (!isStale(organisation.confirmed_at, now)) return null;
  return (
    <Tag color="warning">
      {organisation.confirmed_at
        ? t('confirmed.stale', { months: monthsSince(organisation.confirmed_at, now) })
        : t('confirmed.never')}
    </Tag>
  );
}

/** One quiet line: how soon they answer, and when the entry was confirmed. */
export function quietFacts(
  page: Page,
  organisation: Pick<Organisation, 'confirmed_at' | 'reply_days'>,
  usual: number | undefined,
) {
  const t = words(page.locale);
  const { confirmed_at } = organisation;
  return [
    replyWords(page, organisation, usual),
    confirmed_at &&
      !isStale(confirmed_at, page.now) &&
      t('facts.confirmed', {
        date: page.day(confirmed_at),
      }),
  ];
}

export function replyWords(
  page: Page,
  organisation: Pick<Organisation, 'reply_days'>,
  usual: number | undefined,
): string {
  const t = words(page.locale);
  const promise = organisation.reply_days;
  if (promise && usual !== undefined) return t('facts.reply', { usual, promise });
  if (promise) return t('facts.promise', { promise });
  return '';
}

/** From the directory over an organisation's page to one of its own. */
export function crumbsTo(page: Page, organisation: Pick<Organisation, 'slug' | 'name'>, label: string) {
  return [
    { href: '/who-does-what', label: words(page.locale)('start.title') },
    { href: pathOf(organisation), label: page.text(organisation.name) },
    { label },
  ];
}
