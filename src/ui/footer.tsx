import type { PageFrame } from './frame.ts';
import { LanguageLinks, LosesTyped, withQuery } from './language-links.tsx';
import { useWords } from './speaking.tsx';

const schemes = ['auto', 'light', 'dark'] as const;

export function Footer({ frame }: { frame: PageFrame }) {
  const t = useWords();
  return (
    <footer class="foot">
      <div class="wrap">
        {frame.city.footer.length > 0 && (
          <nav aria-label={t('about')}>
            <ul class="foot-links">
              {frame.city.footer.map((link) => (
                <li key={link.href}>
                  <a class="ds-link" data-color="neutral" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="foot-choices">
          <nav aria-label={t('language')}>
            <ul class="foot-links">
              <LanguageLinks frame={frame} />
            </ul>
          </nav>
          <nav aria-label={t('scheme')}>
            <ul class="foot-links">
              {schemes.map((scheme) => (
                <li key={scheme}>
                  <a
                    class="ds-link"
                    data-color="neutral"
                    href={withQuery(frame.path, 'scheme', scheme)}
                    aria-current={scheme === frame.scheme ? 'true' : undefined}
                    data-turbo="false"
                    rel="nofollow"
                  >
                    {t(`scheme.${scheme}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <LosesTyped />
      </div>
    </footer>
  );
}
