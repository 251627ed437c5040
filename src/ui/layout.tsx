import type { ComponentChildren } from 'preact';
import { readersFirst } from '../platform/i18n/locale.ts';
import { type Crumb, Crumbs } from './crumbs.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Footer } from './footer.tsx';
import type { FormState } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { Header } from './header.tsx';
import { LiveLine } from './live-line.tsx';
import { words } from './messages/index.ts';
import { Notice } from './notice.tsx';
import { Panel } from './panel.tsx';
import { Speaking } from './speaking.tsx';

type LayoutProps = {
  frame: PageFrame;
  /** The words of the page's `h1`. */
  title: string;
  /** `md` on pages for everyone, `sm` on working pages. */
  size?: 'sm' | 'md';
  crumbs?: readonly Crumb[];
  /** Errors of the form on this page: counted in the title, and shown in the summary at the top. */
  errors?: FormState['errors'];
  /** Not for search engines. */
  hidden?: boolean;
  /** What this page alone says to programs: links to other forms of it, how it looks where it is shared. */
  head?: ComponentChildren;
  children: ComponentChildren;
};

const rightToLeft = new Set<string>(['ar', 'ckb', 'fa', 'he', 'ps', 'ur', 'yi']);

/** A whole document. The page inside brings the only `h1` (`Intro` has it). */
export function Layout({
  frame,
  title,
  size = 'md',
  crumbs = [],
  errors = {},
  hidden,
  head,
  children,
}: LayoutProps) {
  const t = words(frame.locale);
  const { assets, city } = frame;
  const n = Object.keys(errors).length;
  return (
    <Speaking locale={frame.locale} languages={readersFirst(city.locales, frame.locale)}>
      <html
        lang={frame.locale}
        dir={rightToLeft.has(frame.locale) ? 'rtl' : 'ltr'}
        data-color-scheme={frame.scheme}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{t(n > 0 ? 'title.errors' : 'title', { title, city: city.name, n })}</title>
          {hidden && <meta name="robots" content="noindex" />}
          {head}
          <meta name="view-transition" content="same-origin" />
          <meta name="color-scheme" content={frame.scheme === 'auto' ? 'light dark' : frame.scheme} />
          <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
          <link rel="stylesheet" href={assets.theme} data-turbo-track="reload" />
          <link rel="stylesheet" href={assets.css} data-turbo-track="reload" />
          <script type="module" src={assets.js} data-turbo-track="reload" />
        </head>
        <body data-size={size}>
          <a class="ds-skip-link" href="#main">
            {t('skip')}
          </a>
          {city.sample && (
            <aside class="sample" aria-label={t('note')}>
              <p class="wrap">
                {t('sample', { city: city.name })}
                {city.tour && (
                  <>
                    {' '}
                    <a class="ds-link" data-color="neutral" href={city.tour}>
                      {t('sample.tour')}
                    </a>
                  </>
                )}
                {city.mails && (
                  <>
                    {city.tour ? ' · ' : ' '}
                    <a class="ds-link" data-color="neutral" href={city.mails}>
                      {t('sample.mails')}
                    </a>
                  </>
                )}
              </p>
            </aside>
          )}
          <Header frame={frame} />
          {frame.panel && <Panel panel={frame.panel} />}
          <main id="main" class="wrap" tabindex={-1}>
            {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
            {frame.told && (
              <div class="told" data-turbo-temporary>
                <Notice tone={frame.told.tone} said>
                  <p>{frame.told.text}</p>
                </Notice>
              </div>
            )}
            <ErrorSummary errors={errors} />
            {children}
          </main>
          {frame.live && <LiveLine live={frame.live} />}
          <Footer frame={frame} />
          <div class="line-down" role="alert" data-line-down hidden>
            <p class="wrap">{t('lineDown')}</p>
          </div>
        </body>
      </html>
    </Speaking>
  );
}
