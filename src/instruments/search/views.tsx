import type { Page } from '../../platform/http/page.ts';
import type { Findable } from '../../platform/instrument.ts';
import { Empty } from '../../ui/empty.tsx';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Line, Lines } from '../../ui/lines.tsx';
import { Link } from '../../ui/link.tsx';
import { LookedFor } from '../../ui/looked-for.tsx';
import { Pager } from '../../ui/pager.tsx';
import { SearchEverything } from '../../ui/search-form.tsx';
import { Section } from '../../ui/section.tsx';
import { Stack } from '../../ui/stack.tsx';
import { partSize, type Results, type ShownThing } from './finding.ts';
import { words } from './messages/index.ts';

/** What is said of one thing: longer ones are read on its own page. */
const longestAbout = 240;

const pathFor = (q: string, more: Record<string, string> = {}) =>
  `/search?${new URLSearchParams({ q, ...more })}`;

export function AskPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('search')} size="sm" hidden>
      <Intro title={t('search')} lead={t(page.person ? 'search.about' : 'search.about.stranger')} />
      <SearchEverything />
    </Layout>
  );
}

export function ResultsPage({ page, q, results }: { page: Page; q: string; results: Results }) {
  const t = words(page.locale);
  const title = t('found', { q });
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden>
      <Stack gap="6">
        <SearchEverything q={q} />
        <Top page={page} title={title} results={results} />
      </Stack>
      <Stack gap="12">
        {results.groups.length === 0 && <Nothing page={page} />}
        {results.groups.map(({ group, things, more }) => {
          const label = group.label(page.locale);
          return (
            <Section key={group.name} title={label} size="sm" gap="2">
              <Things things={things} />
              {more && (
                <p>
                  <Link href={pathFor(q, { kind: group.name })}>{t('all', { group: label })}</Link>
                </p>
              )}
            </Section>
          );
        })}
        <p>
          {t('decides')} <Link href={`/who-does-what?${new URLSearchParams({ q })}`}>{t('decides.do')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}

type OneKindProps = { page: Page; q: string; group: Findable; results: Results; skipped: number };

export function OneKindPage({ page, q, group, results, skipped }: OneKindProps) {
  const t = words(page.locale);
  const label = group.label(page.locale);
  const title = t('found.in', { q, group: label });
  const [only] = results.groups;
  const next = String(skipped + partSize);
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden>
      <Stack gap="6">
        <SearchEverything q={q} keep={{ kind: group.name }} />
        <Top page={page} title={title} results={results} />
        {only ? (
          <Things things={only.things} label={label} level={2} />
        ) : skipped > 0 ? (
          <p>{t('none.end')}</p>
        ) : (
          <Nothing page={page} />
        )}
        {only?.more && <Pager href={pathFor(q, { kind: group.name, from: next })} />}
        <p>
          <Link href={pathFor(q)}>{t('back')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}

function Top({ page, title, results }: { page: Page; title: string; results: Results }) {
  const t = words(page.locale);
  return (
    <Intro
      title={title}
      {...(results.insteadOf.length > 0 && {
        lead: <LookedFor insteadOf={results.insteadOf} say={(list) => t('also', { words: list })} />,
      })}
    />
  );
}

function Things({
  things,
  label,
  level = 3,
}: {
  things: readonly ShownThing[];
  label?: string;
  level?: 2 | 3;
}) {
  return (
    <Lines {...(label && { label })}>
      {things.map(({ id, href, title, about, piece, facts = [] }) => (
        <Line
          key={id}
          level={level}
          href={href}
          title={title.text}
          {...(title.lang !== undefined && { lang: title.lang })}
          facts={facts.map(({ text, lang }) => text && <span lang={lang}>{text}</span>)}
        >
          {piece ? (
            <p class="text" lang={piece.lang}>
              {piece.pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}
            </p>
          ) : (
            about?.text && (
              <p class="text" lang={about.lang}>
                {shortened(about.text)}
              </p>
            )
          )}
        </Line>
      ))}
    </Lines>
  );
}

function shortened(text: string): string {
  return text.length > longestAbout ? `${text.slice(0, longestAbout).trimEnd()} …` : text;
}

function Nothing({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Empty
      title={t('none')}
      link={
        !page.person && (
          <Link href={`/sign-in?next=${encodeURIComponent(page.frame.path)}`}>{t('signIn')}</Link>
        )
      }
    >
      {t('none.next')} {t(page.person ? 'search.about' : 'search.about.stranger')}
    </Empty>
  );
}
