import { type Locale, ownName } from '../platform/i18n/locale.ts';
import type { PageFrame } from './frame.ts';
import { useWords } from './speaking.tsx';

/** This page with one thing of its query changed. */
export function withQuery(path: string, name: string, value: string): string {
  const [before = '', query] = path.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set(name, value);
  return `${before}?${parameters}`;
}

/** The languages in their own names. They choose, so no link may be fetched before it is followed. */
export function LanguageLinks({ frame }: { frame: PageFrame }) {
  return (
    <>
      {frame.city.locales.map((locale: Locale) => (
        <li key={locale}>
          <a
            class="ds-link"
            href={withQuery(frame.path, 'lang', locale)}
            lang={locale}
            hreflang={locale}
            aria-current={locale === frame.locale ? 'true' : undefined}
            data-turbo="false"
            rel="nofollow"
          >
            {ownName[locale]}
          </a>
        </li>
      ))}
    </>
  );
}

/**
 * Where scripts are off nothing keeps what was typed, and a link cannot take it along. The style shows it on pages with
 * a form.
 */
export function LosesTyped() {
  const t = useWords();
  return (
    <noscript>
      <p class="loses-typed small quiet">{t('language.loses')}</p>
    </noscript>
  );
}
