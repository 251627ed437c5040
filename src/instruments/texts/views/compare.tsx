import { type Block, heldAt } from '../../../mechanisms/living-document/standing.ts';
import type { Edition } from '../../../mechanisms/living-document/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Differences } from '../../../ui/differences.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { TextFrame, textPath, titleOf } from './parts.tsx';

/** `to` absent: what is written now, agreed or not. */
type Props = { page: Page; text: Text; from: Edition; to: Edition | undefined };

/** What changed from one edition to another, or to what is written now, section by section. */
export function ComparePage({ page, text, from, to }: Props) {
  const t = words(page.locale);
  const { standing, document } = text;
  const title = t('compare.title');
  const lang = page.langOf(document.locale);
  const changes = standing.blocks.flatMap((block) => {
    const before = heldAt(block, from.at);
    const after = to ? heldAt(block, to.at) : block.latest;
    return before?.number === after?.number ? [] : [{ block, before, after }];
  });
  const others = standing.editions.filter(({ number }) => number !== from.number && number !== to?.number);
  return (
    <TextFrame page={page} text={text} title={title}>
      <Stack gap="6">
        <Intro
          title={title}
          lead={
            to
              ? t('compare.editions', { from: from.number, to: to.number, day: page.day(to.at) })
              : t('compare.now', { from: from.number, day: page.day(from.at) })
          }
        />
        {changes.length === 0 && <p>{t('compare.same')}</p>}
        {changes.map(({ block, before, after }) => (
          <Section key={block.id} title={<span lang={lang}>{headingIn(block, after, page)}</span>} size="xs">
            {before && after && before.heading !== after.heading && (
              <Differences parts={differences(before.heading, after.heading)} lang={lang} />
            )}
            {after?.text === '' && <p class="text">{t(after.agreedAt ? 'text.leftOut' : 'text.leaveOut')}</p>}
            <Differences parts={differences(before?.text ?? '', after?.text ?? '')} lang={lang} />
          </Section>
        ))}
        {others.length > 0 && (
          <Section title={t('compare.others')} size="xs">
            <ul>
              {others.map(({ number, at }) => (
                <li key={number}>
                  <Link href={`${textPath(text)}/compare?from=${number}`}>
                    {t('compare.other', { n: number, day: page.day(at) })}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Stack>
    </TextFrame>
  );
}

function headingIn(block: Block, after: { heading: string } | undefined, page: Page): string {
  return after?.heading || titleOf(block, page);
}
