import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { languageName, listed } from '../../../platform/i18n/names.ts';
import { Link } from '../../../ui/link.tsx';
import { originalsOf, type ReadIn, type Shown } from '../actions/showing.ts';
import { words } from '../messages/index.ts';
import type { Original, Spoken, Translation } from '../rules.ts';

/**
 * `picture`: where a file is to be had. `at`: the address of the page, where it is out; `readIn`: other languages in
 * which it can be read there; `original`: where it stands as it was written.
 */
export type ShownProps = {
  page: Page;
  shown: Shown;
  picture: (file: string) => string;
  at?: string | undefined;
  readIn?: readonly ReadIn[];
  original?: string | undefined;
};
export type Parts = Pick<ShownProps, 'page' | 'shown' | 'original'>;

/** In which languages it can be read, who translated it, and what is not translated yet. */
export function HowTranslated({ page, shown, at, readIn = [] }: Omit<ShownProps, 'picture' | 'original'>) {
  const t = words(page.locale);
  const { locale } = shown.words;
  const states = originalsOf(shown)
    .map(shown.spoken)
    .filter(({ state }) => state !== 'own');
  const by = states.flatMap((one) => one.by ?? []);
  const missing = states.some(({ state }) => state === 'missing');
  const there = readIn.flatMap(({ locale: one, state }) =>
    state === 'none' ? [] : [{ locale: one, state }],
  );
  const notYet = readIn.filter(({ state }) => state === 'none');
  const names = { to: languageName(page.locale, page.locale), from: languageName(locale, page.locale) };
  return (
    <div class="stack small" data-gap="2">
      {by.length > 0 && (
        <p>
          {t('translated', {
            ...names,
            by: listed(translators(by, page), page.locale),
            day: page.day(lastOf(by.map((one) => one.at))),
          })}
        </p>
      )}
      {missing && <p>{t(by.length > 0 ? 'missing.some' : 'missing.all', names)}</p>}
      {at !== undefined && there.length > 0 && (
        <nav class="on-screen" aria-label={t('languages')}>
          <ul class="row">
            {there.map(({ locale: one, state }) => (
              <li key={one}>
                <a class="ds-link" href={`${at}/${one}`} lang={one} hreflang={one}>
                  {words(one)('read')}
                </a>
                {state !== 'whole' && <span class="quiet"> ({t(`read.${state}`)})</span>}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {notYet.length > 0 && (
        <p class="quiet">
          {t('read.none', {
            languages: listed(
              notYet.map((one) => languageName(one.locale, page.locale)),
              page.locale,
            ),
          })}
        </p>
      )}
    </div>
  );
}

/** By whom: partners by the names that they let be named, nobody by their own. */
function translators(by: readonly Translation[], page: Page): string[] {
  const t = words(page.locale);
  const named = by.flatMap((one) => one.byName ?? []);
  const others = by
    .filter((one) => one.byName === null)
    .map((one) => t(one.byFacilitator ? 'by.facilitator' : 'by.partner'));
  return [...new Set([...named, ...others])];
}

/** That a text is not translated, or that its translation is of earlier words. */
export function Note({
  page,
  spoken,
  of,
  original,
}: Omit<Parts, 'shown'> & { spoken: Spoken; of: Original }) {
  const t = words(page.locale);
  const from = languageName(of.lang, page.locale);
  if (spoken.state === 'before')
    return (
      <p class="small quiet">
        {t('before', { day: page.day(spoken.by!.at) })}{' '}
        {original && <Link href={original}>{t('before.original', { from })}</Link>}
      </p>
    );
  return spoken.state === 'missing' ? <p class="small quiet">{t('missing', { from })}</p> : null;
}

export function SpokenWords({ spoken, page, prop }: { spoken: Spoken; page: Page; prop?: string }) {
  return (
    <span lang={otherLang(spoken, page)} itemprop={prop}>
      {spoken.text}
    </span>
  );
}

export function otherLang({ lang }: Spoken, page: Page): Locale | undefined {
  return lang === page.locale ? undefined : lang;
}

export function lastOf(dates: readonly Date[]): Date {
  return new Date(Math.max(...dates.map((date) => date.getTime())));
}
