import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Localised } from '../../../platform/i18n/locale.ts';
import { spoken } from '../../../platform/i18n/localised.ts';
import { type Head, writeHead } from '../../../platform/journal/chain.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import { draftOf } from '../drafts.ts';
import { words } from '../messages/index.ts';
import type { LegalText } from '../rules.ts';
import { PlainText } from './plain-text.tsx';

/** Privacy, accessibility, imprint: the city's own words, or our draft that says it is one. */
export function LegalPage({ page, kind, own }: { page: Page; kind: LegalText; own: Localised }) {
  const t = words(page.locale);
  const { name } = page.frame.city;
  const { text, lang } = spoken(own, page.locale, page.city.defaultLocale);
  const edit = page.scope.administers && (
    <Link href={`/settings/texts/${kind}`}>{t(text ? 'text.edit' : 'draft.edit')}</Link>
  );
  return (
    <Layout frame={page.frame} title={t(kind)}>
      <Intro title={t(kind)} />
      {text ? (
        <Stack>
          <div lang={lang}>
            <PlainText text={text} />
          </div>
          {edit && <p>{edit}</p>}
        </Stack>
      ) : (
        <Stack gap="6">
          <Notice tone="warning">
            <p>
              {t('draft', { city: name })} {edit}
            </p>
          </Notice>
          <PlainText text={draftOf(kind, name, t)} />
        </Stack>
      )}
    </Layout>
  );
}

export function AboutPage({ page, version }: { page: Page; version: string }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('about')}>
      <Intro title={t('about')} lead={t('about.lead')} />
      <Stack gap="12">
        <Section title={t('about.what')}>
          <Ticks>
            <Tick sign="search">{t('about.what.find')}</Tick>
            <Tick sign="forward">{t('about.what.ask')}</Tick>
            <Tick sign="pen">
              {t('about.what.record')} <Link href="/journal">{t('journal')}</Link>
            </Tick>
          </Ticks>
        </Section>
        <Section title={t('about.free')}>
          <p class="text">{t('about.free.text')}</p>
          <p>
            <Link href="/sources">{t('about.sources')}</Link>
          </p>
          <p class="quiet small">{t('about.version', { version })}</p>
        </Section>
      </Stack>
    </Layout>
  );
}

const licences = {
  byNcSa: 'https://creativecommons.org/licenses/by-nc-sa/4.0/',
  bySa: 'https://creativecommons.org/licenses/by-sa/4.0/',
};

type CreditProps = {
  page: Page;
  credit: 'sources.toolkit' | 'sources.booklet' | 'sources.booklet.about';
  work: string;
};

/** A sentence about a work whose name is English in every language. */
function Credit({ page, credit, work }: CreditProps) {
  const place = '\u0001';
  const [before, after] = words(page.locale)(credit, { work: place }).split(place);
  return (
    <p class="text">
      {before}
      <span lang="en">{work}</span>
      {after}
    </p>
  );
}

export function SourcesPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('sources')}>
      <Intro title={t('sources')} lead={t('sources.lead')} />
      <Stack gap="12">
        <Section title={t('sources.method')}>
          <Lines>
            <Line
              title="Toolkit for Smart Circular Cities & Regions"
              lang="en"
              facts={[<Link href={licences.byNcSa}>CC BY-NC-SA 4.0</Link>]}
            >
              <Credit
                page={page}
                credit="sources.toolkit"
                work="Toolkit for Smart Circular Cities & Regions"
              />
              <p class="text">{t('sources.toolkit.about')}</p>
            </Line>
            <Line title="Partnering up for sustainable and just cities" lang="en">
              <Credit
                page={page}
                credit="sources.booklet"
                work="Partnering up for sustainable and just cities: lessons from and for local governments and community-led initiatives"
              />
              <Credit
                page={page}
                credit="sources.booklet.about"
                work="UrbanCommunity for Sustainable Just Cities"
              />
              <Link href="/stories/freiburg">{t('sources.freiburg')}</Link>
            </Line>
            <Line
              title="Sociocracy 3.0"
              lang="en"
              facts={[
                <Link href="https://sociocracy30.org/">sociocracy30.org</Link>,
                <Link href={licences.bySa}>CC BY-SA 4.0</Link>,
              ]}
            >
              {t('sources.s3')}
            </Line>
          </Lines>
          <p class="text">{t('sources.words')}</p>
        </Section>
        <Section title={t('sources.look')}>
          <Lines>
            <Line
              title="Designsystemet"
              lang="nb"
              facts={[<Link href="https://designsystemet.no/">designsystemet.no</Link>]}
            >
              {t('sources.designsystemet')}
            </Line>
            <Line
              title="Source Sans 3"
              lang="en"
              facts={[<Link href="https://openfontlicense.org/">SIL OFL 1.1</Link>]}
            >
              {t('sources.font')}
            </Line>
          </Lines>
        </Section>
      </Stack>
    </Layout>
  );
}

export function JournalPage({ page, head, now }: { page: Page; head: Head | undefined; now: Date }) {
  const t = words(page.locale);
  const { space, timeZone } = page.city;
  const when = writeDate(now, 'moment', { locale: page.locale, timeZone });
  return (
    <Layout frame={page.frame} title={t('journal')}>
      <Intro title={t('journal')} lead={t('journal.lead')} />
      <Stack gap="12">
        <Section title={t('journal.how')}>
          <Ticks>
            <Tick>{t('journal.how.print')}</Tick>
            <Tick>{t('journal.how.chain')}</Tick>
            <Tick sign="eye">{t('journal.how.head')}</Tick>
            <Tick sign="lock">{t('journal.how.personal')}</Tick>
          </Ticks>
        </Section>
        <Section title={t('journal.now')}>
          {head ? (
            <>
              <p class="text">{t('journal.now.text', { when, n: head.position })}</p>
              <p>
                <code>{writeHead(space, head)}</code>
              </p>
            </>
          ) : (
            <p>{t('journal.now.none')}</p>
          )}
          <p class="text">{t('journal.now.others')}</p>
        </Section>
        <Section title={t('journal.check')}>
          <div class="text">
            <ol>
              <li>{t('journal.check.keep')}</li>
              <li>
                {t('journal.check.ask')}
                <br />
                <code>npm run verify-journal -- --head</code>
              </li>
              <li>{t('journal.check.answer')}</li>
            </ol>
          </div>
          <More summary={t('journal.method')}>
            <p class="text">{t('journal.method.text')}</p>
          </More>
        </Section>
      </Stack>
    </Layout>
  );
}
