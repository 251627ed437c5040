import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import type { Proof } from '../../../mechanisms/decision/proof.ts';
import { ProofMatter } from '../../../mechanisms/decision/views/proof.tsx';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { listed } from '../../../platform/i18n/names.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { SearchForm } from '../../../ui/search-form.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { words } from '../messages/index.ts';
import type { Spoken } from '../rules.ts';
import type { Decided, OutPage } from '../store.ts';

type Of = { page: Page; out: OutPage; name: Spoken };

/** What a partnership decided and shows to everybody. */
export function DecidedListPage({ page, out, name, q, decided }: Of & { q: string; decided: Part<Decided> }) {
  const t = words(page.locale);
  const at = `/open/${out.slug}/decisions`;
  const after = decided.last && new URLSearchParams({ ...(q && { q }), after: decided.last.id });
  return (
    <Layout
      frame={page.frame}
      title={t('decided')}
      crumbs={[...crumbsTo(page, { out, name }), { label: t('decided') }]}
      head={
        <link rel="alternate" type="application/atom+xml" title={t('decided')} href={`${at}/feed.atom`} />
      }
    >
      <Stack gap="12">
        <Intro title={t('decided')} lead={t('decided.lead', { name: name.text })} />
        {(q || decided.shown.length > 0) && (
          <SearchForm action={at} label={t('decided.search')} value={q} quiet />
        )}
        {decided.shown.length === 0 ? (
          <Empty title={t(q ? 'decided.none' : 'decided.empty')} />
        ) : (
          <Lines label={t('decided')}>
            {decided.shown.map((one) => (
              <Line
                key={one.id}
                level={2}
                href={`${at}/${one.id}`}
                title={one.title}
                lang={page.langOf(one.locale)}
                facts={[
                  <Result key="result" page={page} one={one} />,
                  page.day(one.over),
                  otherwiseOf(one) > 0 && t('decided.otherwise', { n: otherwiseOf(one) }),
                ]}
              >
                <p class="written text" lang={page.langOf(one.statementLocale)}>
                  {one.statement}
                </p>
              </Line>
            ))}
          </Lines>
        )}
        <Pager href={after && `${at}?${after}`} />
        {decided.shown.length > 0 && (
          <p class="small on-screen">
            <Link href={`${at}/feed.atom`}>{t('feed')}</Link>
          </p>
        )}
      </Stack>
    </Layout>
  );
}

/** One of them: the words of the proposal, what came of it, how many saw it otherwise, and its proof. */
export function DecidedPage({
  page,
  out,
  name,
  one,
  proof,
}: Of & { one: Decided; proof: Proof | undefined }) {
  const t = words(page.locale);
  const at = `/open/${out.slug}/decisions`;
  const chosen = one.options.find(({ id }) => id === one.option);
  const lang = page.langOf(one.locale);
  return (
    <Layout
      frame={page.frame}
      title={one.title}
      crumbs={[
        ...crumbsTo(page, { out, name }),
        { href: at, label: t('decided') },
        { label: one.title, said: { text: one.title, lang: one.locale } },
      ]}
    >
      <Stack gap="12">
        <Intro title={<span lang={lang}>{one.title}</span>} state={<Result page={page} one={one} />} />
        {one.replaced && (
          <Notice>
            {t('decided.replaced')}{' '}
            {one.newer && (
              <Link href={`${at}/${one.newer}`}>
                <span lang={page.langOf(one.newerLocale!)}>{one.newerTitle}</span>
              </Link>
            )}
          </Notice>
        )}
        <Section title={t('decided.what')}>
          {chosen && (
            <p class="text" lang={lang}>
              {chosen.text}
            </p>
          )}
          <p class="written text" lang={page.langOf(one.statementLocale)}>
            {one.statement}
          </p>
          <p class="text">{t('decided.spoke', { n: one.spoke, of: one.asked })}</p>
          {otherwiseOf(one) > 0 && (
            <p class="text">
              {t('decided.otherwise.said', { n: otherwiseOf(one) })}
              {one.otherwise.length > 0 &&
                ` ${t('decided.among', { names: listed(one.otherwise, page.locale) })}`}
            </p>
          )}
          <p class="small quiet">
            {page.day(one.over)}
            {one.reviewOn && ` · ${t('decided.review', { day: page.day(one.reviewOn) })}`}
          </p>
        </Section>
        <Section title={t('decided.proposal')}>
          {one.proposal && (
            <p class="written text" lang={page.langOf(one.proposalLocale)}>
              {one.proposal}
            </p>
          )}
          {one.options.length > 0 && (
            <ul class="text" lang={lang}>
              {one.options.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          )}
        </Section>
        {proof && <ProofMatter page={page} proof={proof} file={`${at}/${one.id}/proof.json`} />}
      </Stack>
    </Layout>
  );
}

const crumbsTo = (page: Page, { out, name }: Pick<Of, 'out' | 'name'>) => [
  { href: '/open', label: words(page.locale)('list') },
  { href: `/open/${out.slug}`, label: name.text, said: name },
];

const otherwiseOf = ({ sides }: Decided) => sides.against + sides.blocks;

function Result({ page, one: { result, holds, option, replaced } }: { page: Page; one: Decided }) {
  const t = said(page.locale);
  const isLeftOpen = result === 'proposer' || result === 'open';
  const told = !isLeftOpen ? result : !holds ? 'fails' : option ? 'chosen' : 'holds';
  const isAgreed = told === 'holds' || told === 'chosen';
  return <State state={isAgreed && !replaced ? 'agreed' : 'none'}>{t(`result.${told}`)}</State>;
}
