import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { OneStatement } from '../actions/statements.ts';
import { words } from '../messages/index.ts';
import { parts } from '../rules.ts';
import type { Statement } from '../store.ts';
import { givenWords, statementsOf, Told } from './parts.tsx';

/** What one partner tells of itself, and how that has changed. */
export function StatementPage({ page, at }: { page: Page; at: OneStatement }) {
  const t = words(page.locale);
  const { inside, partner, telling, versions } = at;
  const base = statementsOf(inside.partnership.id);
  const [latest, ...earlier] = versions;
  return (
    <InsidePage
      frame={page.frame}
      title={partner.name}
      partnership={inside.partnership}
      above={[{ href: base, label: t('title') }]}
    >
      <Stack gap="12">
        <Intro title={partner.name} lead={latest ? givenWords(page, latest) : t('untold')} />
        {latest && <Told page={page} held={latest.words} locale={latest.locale} />}
        {telling && (
          <p>
            <ButtonLink variant="secondary" href={`${base}/partners/${partner.id}/edit`}>
              {t(telling.recorded ? 'write.for' : latest ? 'write.again' : 'next.do')}
            </ButtonLink>
          </p>
        )}
        {earlier.length > 0 && (
          <Section title={t('versions')}>
            <Lines label={t('versions')}>
              {versions.map((version, n) => (
                <Line
                  key={version.id}
                  title={t('version', { n: version.number })}
                  facts={[givenWords(page, version)]}
                >
                  {versions[n + 1] && <Changed page={page} before={versions[n + 1]!} after={version} />}
                </Line>
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </InsidePage>
  );
}

/** What changed from one version to the next, part by part, word by word. */
function Changed({ page, before, after }: { page: Page; before: Statement; after: Statement }) {
  const t = words(page.locale);
  const changed = parts.filter((part) => (before.words[part] ?? '') !== (after.words[part] ?? ''));
  return (
    <More summary={t('version.changed', { n: changed.length })}>
      {changed.map((part) => (
        <div class="stack" data-gap="2" key={part}>
          <p class="small quiet">{t(part)}</p>
          <Differences
            parts={differences(before.words[part] ?? '', after.words[part] ?? '')}
            lang={page.langOf(after.locale)}
          />
        </div>
      ))}
    </More>
  );
}
