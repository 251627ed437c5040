import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Own } from '../actions.ts';
import { words } from '../messages/index.ts';
import { countSaid } from '../rules.ts';
import type { RatingHead } from '../store.ts';
import { FitFrame, fitPath, fitWords } from './parts.tsx';

/** What a partner said in one of its ratings, for its own people. */
export function PastPage({
  page,
  inside,
  partner,
  owns,
  goals,
  marks,
  rating,
}: Own & { page: Page; rating: RatingHead }) {
  const t = words(page.locale);
  const title = t('past.title', { day: page.day(rating.at) });
  const textOf = (all: readonly { id: string; text: string; locale: Locale }[], id: string) => {
    const found = all.find((one) => one.id === id);
    return <span lang={found && page.langOf(found.locale)}>{found?.text}</span>;
  };
  return (
    <FitFrame
      page={page}
      inside={inside}
      title={title}
      above={[{ href: `${fitPath(inside)}/own`, label: t('own', { partner: partner.name }) }]}
    >
      <Stack gap="6">
        <Intro
          title={title}
          lead={t('past.lead', { by: rating.byName ?? t('somebody'), fit: fitWords(countSaid(marks), page) })}
        />
        <Table
          caption={title}
          hideCaption
          columns={[
            { label: t('rating.own'), cell: ({ own }) => textOf(owns, own) },
            { label: t('goals'), cell: ({ goal }) => textOf(goals, goal) },
            { label: t('fit'), cell: ({ says }) => t(`says.${says}`) },
            {
              label: t('why'),
              cell: ({ reason, shared }) =>
                reason && (
                  <>
                    <span lang={page.langOf(rating.locale)}>{reason}</span>
                    {shared && ` (${t('shared')})`}
                  </>
                ),
            },
          ]}
          rows={marks}
        />
      </Stack>
    </FitFrame>
  );
}
