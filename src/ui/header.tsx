import type { PageFrame } from './frame.ts';
import { Icon } from './icon.tsx';
import { LanguageLinks } from './language-links.tsx';
import { Mark } from './mark.tsx';
import { Count } from './side-path.tsx';
import { useWords } from './speaking.tsx';

export function Header({ frame }: { frame: PageFrame }) {
  const t = useWords();
  const { city } = frame;
  return (
    <header class="top">
      <div class="wrap">
        <a class="brand" href="/">
          {city.logo ? <img src={city.logo} alt="" height={32} /> : <Mark />}
          <span>{city.name}</span>
        </a>
        <nav aria-label={t('nav')}>
          <ul class="top-nav">
            {frame.nav.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.label}
                  <Count n={item.count} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="tools">
          <a class="account find-all" href="/search" title={t('search')}>
            <Icon name="search" />
            <span class="ds-sr-only">{t('search')}</span>
          </a>
          {city.locales.length > 1 && (
            <sv-menu>
              <details class="menu">
                <summary>
                  <Icon name="globe" />
                  <span>
                    <span class="ds-sr-only">{t('language')}: </span>
                    {frame.locale.toUpperCase()}
                  </span>
                  <Icon name="down" />
                </summary>
                <ul class="menu-list">
                  <LanguageLinks frame={frame} />
                </ul>
              </details>
            </sv-menu>
          )}
          {frame.person ? (
            <a
              class="account"
              href={frame.person.guest ? '/taking-part' : '/account'}
              title={frame.person.name}
            >
              <Icon name="person" />
              <span class="account-word" aria-hidden="true">
                {t('account.word')}
              </span>
              <span class="ds-sr-only">{t('account', { name: frame.person.name })}</span>
            </a>
          ) : (
            <a class="ds-link sign-in" data-color="neutral" href="/sign-in">
              {t('signIn')}
            </a>
          )}
        </div>
      </div>
    </header>
  );
}
