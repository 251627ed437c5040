import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { stateAt } from '../rules.ts';
import type { ListedDifference } from '../store.ts';
import { listPath, Stands } from './parts.tsx';

type Props = { page: Page; inside: Inside; differences: Part<ListedDifference>; today: string };

/** All differences of a partnership, and how far each is. */
export function DifferencesPage({ page, inside, differences, today }: Props) {
  const t = words(page.locale);
  const { partnership } = inside;
  const path = listPath(partnership.id);
  const begin = inside.contributes ? (
    <ButtonLink href={`${path}/new`}>{t('list.begin')}</ButtonLink>
  ) : undefined;
  const stateOf = (one: ListedDifference) =>
    stateAt(
      stageOf(one, page.now),
      one.reviewOn ? { settledAt: one.settledAt, reviewOn: one.reviewOn } : undefined,
      today,
    );
  return (
    <InsidePage frame={page.frame} title={t('title')} partnership={partnership}>
      <Stack gap="6">
        <Intro title={t('title')} lead={t('lead')} />
        {differences.shown.length === 0 ? (
          <Empty title={t('list.empty')} link={begin}>
            {t('list.empty.next')}
          </Empty>
        ) : (
          <>
            <Lines label={t('title')}>
              {differences.shown.map((one) => (
                <Line
                  key={one.id}
                  href={`${path}/${one.id}`}
                  title={one.title}
                  lang={page.langOf(one.locale)}
                  level={2}
                  facts={[<Stands page={page} {...one} state={stateOf(one)} />]}
                />
              ))}
            </Lines>
            <Pager href={differences.last && `${path}?after=${differences.last.id}`} />
            {begin && <Row>{begin}</Row>}
          </>
        )}
      </Stack>
    </InsidePage>
  );
}
