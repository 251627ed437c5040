import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Link } from '../../../ui/link.tsx';
import { words } from '../messages/index.ts';
import { parts, piecesOf, type Words } from '../rules.ts';
import type { Statement } from '../store.ts';

export const statementsOf = (partnership: string) => `/partnerships/${partnership}/statements`;

/** A text as it was written, with its addresses to follow. */
export function Written({ text, lang }: { text: string; lang: Locale | undefined }) {
  return (
    <p class="written text" lang={lang}>
      {piecesOf(text).map(({ text: piece, href }) => (href ? <Link href={href}>{piece}</Link> : piece))}
    </p>
  );
}

/** What a partner tells of itself, part by part; what it left out is not shown. */
export function Told({ page, held, locale }: { page: Page; held: Words; locale: Locale }) {
  const t = words(page.locale);
  return (
    <Facts
      facts={parts.map((part) => {
        const text = held[part];
        return { term: t(part), value: text && <Written text={text} lang={page.langOf(locale)} /> };
      })}
    />
  );
}

/** Who gave it and when, or who wrote it down for them. */
export function givenWords(page: Pick<Page, 'locale' | 'day'>, statement: Statement): string {
  const t = words(page.locale);
  const who = statement.by ?? t('somebody');
  return statement.recordedHow
    ? t(`said.${statement.recordedHow}`, { who, day: page.day(statement.recordedOn ?? statement.at) })
    : t('given', { who, day: page.day(statement.at) });
}
