import type { WrittenDown } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Heading } from '../../../ui/heading.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { saidIn, TextFrame, textPath } from './parts.tsx';
import { writtenDownLines } from './said.tsx';

type Props = { page: Page; text: Text; writtenDown: readonly WrittenDown[]; now: Date };

/** What holds, as a sheet for paper; before anything is agreed, the draft, marked as one. */
export function SheetPage({ page, text, writtenDown, now }: Props) {
  const t = words(page.locale);
  const { standing, document, inside, joined } = text;
  const edition = standing.editions.at(-1);
  const parts = standing.blocks.flatMap(({ agreed, latest }) => {
    const shown = edition ? agreed : latest;
    return shown && shown.text !== '' ? [shown] : [];
  });
  const names = new Intl.ListFormat(page.locale).format(joined.map(({ name }) => name));
  return (
    <TextFrame
      page={page}
      text={text}
      title={document.title}
      here={t('aside.sheet')}
      above={[{ href: textPath(text), label: document.title, said: saidIn(document.title, text) }]}
    >
      <Stack gap="6">
        <Letter
          head={inside.partnership.name}
          foot={
            <>
              <p>
                {edition
                  ? t('sheet.agreed', { n: edition.number, day: page.day(edition.at), names })
                  : t('sheet.draft', { day: page.day(now) })}
              </p>
              {edition && writtenDownLines(page, text, writtenDown).map((line) => <p key={line}>{line}.</p>)}
              {edition && document.revisitOn && (
                <p>{t('sheet.again', { day: page.day(document.revisitOn) })}</p>
              )}
            </>
          }
        >
          <Heading level={1}>
            <span lang={page.langOf(document.locale)}>{document.title}</span>
          </Heading>
          {parts.map((part) => (
            <Section
              key={part.id}
              title={<span lang={page.langOf(document.locale)}>{part.heading}</span>}
              size="xs"
            >
              <p class="text written" lang={page.langOf(document.locale)}>
                {part.text}
              </p>
            </Section>
          ))}
        </Letter>
        <PrintButton />
      </Stack>
    </TextFrame>
  );
}
