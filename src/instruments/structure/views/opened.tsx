import { inOrder } from '../../../mechanisms/same-questions/views/opened.tsx';
import type { OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { fitsOf, type Span, type Who, whoIsForWhat } from '../rules.ts';
import { Compare } from './compare.tsx';

type Props = { page: Page; at: InRound; answers: readonly OpenAnswer[] };

/** Who is for what, how far that fits each structure, and what the structures are. */
export function Opened({ page, at, answers }: Props) {
  const t = words(page.locale);
  const { nameOf } = inOrder(page, at, answers);
  return (
    <>
      <Section title={t('answers')}>
        <Table
          caption={t('answers')}
          hideCaption
          columns={[
            { label: t('col.question'), cell: ({ aspect }) => t(`ask.${aspect}`) },
            {
              label: t('answers.said'),
              cell: ({ aspect, said }) =>
                said.map(({ answer, partners }) => (
                  <p key={answer}>
                    {aspect === 'long' ? t(`long.${answer as Span}`) : t(`who.${answer as Who}`)}:{' '}
                    {partners.map(nameOf).join(', ')}
                  </p>
                )),
            },
          ]}
          rows={whoIsForWhat(answers)}
        />
      </Section>
      <Section title={t('fit')}>
        <p class="text">{t('fit.about')}</p>
        <Table
          caption={t('fit')}
          hideCaption
          columns={[
            { label: t('col.structure'), cell: ({ structure }) => t(`s.${structure}`) },
            {
              label: t('col.fit'),
              numeric: true,
              cell: ({ points, most }) => t('points', { n: points, most }),
            },
            {
              label: t('col.partners'),
              cell: ({ partners }) =>
                partners
                  .map(
                    ({ partner, points, most }) => `${nameOf(partner)} ${t('points', { n: points, most })}`,
                  )
                  .join(', '),
            },
          ]}
          rows={fitsOf(answers)}
        />
      </Section>
      <Compare page={page} />
    </>
  );
}
