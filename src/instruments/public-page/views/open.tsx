import type { VNode } from 'preact';
import type { Part } from '../../../platform/database/part.ts';
import { shareSize } from '../../../platform/files/sharing.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { introOf, type ReadIn, type Shown } from '../actions/showing.ts';
import { words } from '../messages/index.ts';
import { printOf } from '../rules.ts';
import type { ListedPage, OutPage } from '../store.ts';
import { ShownMatter } from './shown.tsx';

type Addresses = { url: string; at: string };

type OpenProps = {
  page: Page;
  shown: Shown;
  out: OutPage;
  readIn: readonly ReadIn[];
  /** Whether it shows what was decided. */
  decides: boolean;
  url: string;
};

/** The public page of a partnership. `url` is the address of the city: those who keep it elsewhere need the whole of it. */
export function OpenPage({ page, shown, out, readIn, decides, url }: OpenProps) {
  const t = words(page.locale);
  const at = `/open/${out.slug}`;
  const intro = introOf(shown);
  const [name, what] = [shown.spoken(intro.name), shown.spoken(intro.what)];
  return (
    <Layout
      // The switch of the frame leads to the address that speaks each reader's language.
      frame={{ ...page.frame, path: at }}
      title={name.text}
      crumbs={[
        { href: '/open', label: t('list') },
        { label: name.text, said: name },
      ]}
      head={<Head page={page} name={name.text} what={what.text} url={url} at={at} />}
    >
      <ShownMatter
        page={page}
        shown={shown}
        at={at}
        readIn={readIn}
        original={`${at}/${shown.words.locale}`}
        picture={(file) => `${at}/pictures/${file}`}
      />
      {decides && (
        <p>
          <Link href={`${at}/decisions`}>{t('decided.link')}</Link>
        </p>
      )}
    </Layout>
  );
}

function Head({ page, name, what, url, at }: Addresses & { page: Page; name: string; what: string }) {
  const t = words(page.locale);
  return (
    <>
      <meta name="description" content={what} />
      <link rel="canonical" href={`${url}${at}/${page.locale}`} />
      {page.city.locales.map((locale) => (
        <link key={locale} rel="alternate" hreflang={locale} href={`${url}${at}/${locale}`} />
      ))}
      <link rel="alternate" hreflang="x-default" href={`${url}${at}`} />
      <link rel="alternate" type="application/atom+xml" title={name} href={`${at}/feed.atom`} />
      <link rel="alternate" type="application/atom+xml" title={t('list')} href="/open/feed.atom" />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={name} />
      <meta property="og:description" content={what} />
      <meta property="og:url" content={`${url}${at}/${page.locale}`} />
      <meta property="og:site_name" content={page.frame.city.name} />
      <meta property="og:locale" content={page.locale} />
      <meta property="og:image" content={`${url}${at}/card.png`} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(shareSize.width)} />
      <meta property="og:image:height" content={String(shareSize.height)} />
      <meta property="og:image:alt" content={t('card.alt', { name, city: page.frame.city.name })} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

/** All partnerships that show themselves, what came out last first. */
export function OpenListPage({ page, pages }: { page: Page; pages: Part<ListedPage> }) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('list')}
      crumbs={[{ href: '/', label: page.frame.city.name }, { label: t('list') }]}
      head={<link rel="alternate" type="application/atom+xml" title={t('list')} href="/open/feed.atom" />}
    >
      <Stack gap="12">
        <Intro title={t('list')} lead={t('list.lead')} />
        {pages.shown.length === 0 ? (
          <Empty title={t('list.empty')}>{t('list.empty.next')}</Empty>
        ) : (
          <PageLines page={page} pages={pages.shown} level={2} />
        )}
        <Pager href={pages.last && `/open?after=${pages.last.id}`} />
        {pages.shown.length > 0 && (
          <p class="small on-screen">
            <Link href="/open/feed.atom">{t('feed')}</Link>
          </p>
        )}
      </Stack>
    </Layout>
  );
}

/** On the page of somebody or something that partnerships name. */
export function openSection(
  page: Page,
  pages: readonly ListedPage[],
  title: 'list' | 'list.of' | 'list.for',
): VNode {
  const t = words(page.locale);
  return (
    <Section title={t(title)}>
      <PageLines page={page} pages={pages} level={3} />
      {title === 'list' && (
        <p>
          <Link href="/open">{t('list.all')}</Link>
        </p>
      )}
    </Section>
  );
}

function PageLines({ page, pages, level }: { page: Page; pages: readonly ListedPage[]; level: 2 | 3 }) {
  const t = words(page.locale);
  return (
    <Lines>
      {pages.map((one) => {
        const { name, what } = saidOf(one, page);
        const facts = [
          one.endedAt
            ? t('list.ended', { day: page.day(one.endedAt) })
            : t('out', { day: page.day(one.publishedAt) }),
        ];
        return (
          <Line
            key={one.id}
            level={level}
            href={`/open/${one.slug}`}
            title={name.text}
            {...(name.lang && { lang: name.lang })}
            facts={facts}
          >
            <p class="text" lang={what.lang}>
              {what.text}
            </p>
          </Line>
        );
      })}
    </Lines>
  );
}

/** Name and purpose in the reader's language where their translation is of these very words. */
export function saidOf(
  { locale, name, what, translated }: ListedPage,
  { locale: reader }: Pick<Page, 'locale'>,
) {
  const of = (part: 'name' | 'what', text: string) => {
    const found = translated[part];
    if (locale === reader) return { text, lang: undefined };
    return found?.text && found.of === printOf(text)
      ? { text: found.text, lang: undefined }
      : { text, lang: locale };
  };
  return { name: of('name', name), what: of('what', what) };
}
