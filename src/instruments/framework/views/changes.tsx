import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { type Locale, type Localised, locales, textIn } from '../../../platform/i18n/locale.ts';
import { Differences } from '../../../ui/differences.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { words } from '../messages/index.ts';
import { writeAmount } from '../rules.ts';
import type { Version } from '../store.ts';

/** What is different between two versions, word by word; what stayed the same is left out. */
export function Changes({ page, before, after }: { page: Page; before: Version; after: Version }) {
  const t = words(page.locale);
  const changed = piecesOf(page, before, after).filter(({ was, is }) => was !== is);
  if (changed.length === 0) return <p class="text quiet">{t('changes.none')}</p>;
  return (
    <Facts
      facts={changed.map(({ term, was, is, lang }) => ({
        term,
        value: <Differences parts={differences(was, is)} lang={lang === page.locale ? undefined : lang} />,
      }))}
    />
  );
}

type Piece = { term: string; was: string; is: string; lang?: Locale };

/** All that two versions say, piece by piece. */
function piecesOf(page: Page, before: Version, after: Version): Piece[] {
  const t = words(page.locale);
  const plain = (term: string, say: (version: Version) => string): Piece => ({
    term,
    was: say(before),
    is: say(after),
  });
  const spoken = (term: string, text: (version: Version) => Localised): Piece => {
    const [was, is] = [text(before), text(after)];
    const lang = changedIn(page, was, is);
    return { term, was: was[lang] ?? '', is: is[lang] ?? '', lang };
  };
  const value = ({ amount, currency }: Version) =>
    amount === null ? '' : writeAmount(amount, currency!, page.locale);
  return [
    plain(t('kind'), ({ kind }) => t(`kind.${kind}`)),
    spoken(t('form.title'), ({ title }) => title),
    spoken(t('form.meaning'), ({ meaning }) => meaning),
    spoken(t('document'), ({ document }) => document),
    plain(t('link'), ({ link }) => link),
    spoken(t('appliesFrom'), ({ appliesFrom }) => appliesFrom),
    plain(t('amount'), value),
    plain(t('office'), ({ officeName }) => (officeName ? page.text(officeName) : '')),
    plain(t('validFrom'), ({ validFrom }) => page.day(validFrom)),
  ];
}

/** The language in which to show what changed: the reader's, or else any in which something did. */
function changedIn(page: Page, was: Localised, is: Localised): Locale {
  const asRead = textIn(is, page.locale, page.city.defaultLocale).lang;
  return [page.locale, asRead, ...locales].find((locale) => was[locale] !== is[locale]) ?? asRead;
}
