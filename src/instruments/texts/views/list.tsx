import type { ListedDocument } from '../../../mechanisms/living-document/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import type { Inside as Partners } from '../../partnerships/actions.ts';
import { mayWrite } from '../access.ts';
import { words } from '../messages/index.ts';
import { StandsLine, textsPath } from './parts.tsx';

type Props = {
  page: Page;
  inside: Partners;
  documents: Part<ListedDocument>;
  today: string;
};

/** All texts of a partnership, and where each stands. */
export function TextsPage({ page, inside, documents, today }: Props) {
  const t = words(page.locale);
  const { partnership } = inside;
  const path = textsPath(partnership.id);
  const begin = mayWrite(inside) ? (
    <ButtonLink href={`${path}/new`}>{t('list.begin')}</ButtonLink>
  ) : undefined;
  return (
    <Inside frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="6">
        <Intro title={t('title')} lead={t('list.lead')} />
        {documents.shown.length === 0 ? (
          <Empty title={t('list.empty')} link={begin}>
            {t('list.empty.next')}
          </Empty>
        ) : (
          <>
            <Lines label={t('title')}>
              {documents.shown.map((document) => (
                <TextLine key={document.id} page={page} document={document} today={today} level={2} />
              ))}
            </Lines>
            <Pager href={documents.last && `${path}?after=${documents.last.id}`} />
            {begin && <Row>{begin}</Row>}
          </>
        )}
      </Stack>
    </Inside>
  );
}

/** `named`: among other things than texts, it says what it is. */
type LineProps = { page: Page; document: ListedDocument; today: string; level?: 2; named?: boolean };

export function TextLine({ page, document, today, level, named }: LineProps) {
  return (
    <Line
      href={`${textsPath(document.space)}/${document.id}`}
      title={document.title}
      lang={page.langOf(document.locale)}
      {...(level && { level })}
      {...(named && { kind: words(page.locale)('kind') })}
      facts={[<StandsLine document={document} page={page} today={today} />]}
    />
  );
}
