import type { Block } from '../../../mechanisms/living-document/standing.ts';
import type { Version } from '../../../mechanisms/living-document/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { mayWrite } from '../access.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { blockPath, saidIn, signature, TextFrame, titleOf } from './parts.tsx';

type Props = {
  page: Page;
  text: Text;
  block: Block;
  versions: readonly Version[];
  /** Two versions to compare, the earlier one first. */
  pair: readonly [Version, Version] | undefined;
};

/** Every version of a section, and what changed between any two. */
export function HistoryPage({ page, text, block, versions, pair }: Props) {
  const t = words(page.locale);
  const title = t('history.title', { heading: titleOf(block, page) });
  const path = `${blockPath(text, block)}/history`;
  const lang = page.langOf(text.document.locale);
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: t('history.version', { n: number }),
  }));
  return (
    <TextFrame
      page={page}
      text={text}
      title={title}
      about={titleOf(block, page)}
      above={[
        {
          href: blockPath(text, block),
          label: titleOf(block, page),
          said: saidIn(titleOf(block, page), text),
        },
      ]}
    >
      <Stack gap="12">
        <Intro title={title} />
        {pair && (
          <Section title={t('history.between', { from: pair[0].number, to: pair[1].number })}>
            {pair[0].heading !== pair[1].heading && (
              <Differences parts={differences(pair[0].heading, pair[1].heading)} lang={lang} />
            )}
            {pair[1].text === '' && (
              <p class="text">{t(pair[1].agreedAt ? 'text.leftOut' : 'text.leaveOut')}</p>
            )}
            <Differences parts={differences(pair[0].text, pair[1].text)} lang={lang} />
            {versions.length > 2 && (
              <Form action={path} method="get">
                <Select
                  name="from"
                  label={t('history.from')}
                  options={options}
                  value={String(pair[0].number)}
                />
                <Select name="to" label={t('history.to')} options={options} value={String(pair[1].number)} />
                <div class="row">
                  <Button variant="secondary">{t('history.compare')}</Button>
                </div>
              </Form>
            )}
          </Section>
        )}
        <Section title={t('history.all')}>
          <Lines label={t('history.all')}>
            {versions.toReversed().map((version) => (
              <Line
                key={version.id}
                title={t('history.version', { n: version.number })}
                facts={[
                  signature(text, version, page),
                  page.day(version.at),
                  version.mergedFrom !== null && t('history.merged', { n: version.mergedFrom }),
                  version.agreedAt && t('history.agreed', { day: page.day(version.agreedAt) }),
                ]}
              >
                <p class="text written" lang={lang}>
                  {version.text || t(version.agreedAt ? 'text.leftOut' : 'text.leaveOut')}
                </p>
                {version !== versions.at(-1) && version.text !== '' && mayWrite(text.inside) && (
                  <p class="small">
                    <Link href={`${blockPath(text, block)}/edit?version=${version.number}`}>
                      {t('history.again', { n: version.number })}
                    </Link>
                  </p>
                )}
              </Line>
            ))}
          </Lines>
        </Section>
      </Stack>
    </TextFrame>
  );
}
