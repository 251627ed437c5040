import { inOrder } from '../../../mechanisms/same-questions/views/opened.tsx';
import type { OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import type { InRound } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { hopes, rankNeeds, type Scored, scoreItems, scores, triggers } from '../rules.ts';

type Props = { page: Page; at: InRound; answers: readonly OpenAnswer[] };

/** What was counted: needs in their order, and how far each trigger and each hope holds, with who said so. */
export function Opened({ page, at, answers }: Props) {
  const t = words(page.locale);
  const { nameOf } = inOrder(page, at, answers);
  return (
    <>
      <Section title={t('ranked')}>
        <p class="text">{t('ranked.about')}</p>
        <Table
          caption={t('ranked')}
          hideCaption
          columns={[
            { label: t('col.need'), cell: ({ need }) => t(`need.${need}`) },
            { label: t('col.rank'), numeric: true, cell: ({ rank }) => rank },
            { label: t('col.points'), numeric: true, cell: ({ points }) => points },
            {
              label: t('col.named'),
              cell: ({ named }) =>
                named.map(({ partner, place }) => `${nameOf(partner)} (${place})`).join(', '),
            },
          ]}
          rows={rankNeeds(answers)}
        />
      </Section>
      <Scores
        page={page}
        title={t('part.triggers')}
        scale="true"
        rows={scoreItems(triggers, answers)}
        textOf={(item) => t(`trigger.${item}`)}
        nameOf={nameOf}
      />
      <Scores
        page={page}
        title={t('part.hopes')}
        scale="much"
        rows={scoreItems(hopes, answers)}
        textOf={(item) => t(`hope.${item}`)}
        nameOf={nameOf}
      />
    </>
  );
}

type ScoresProps<One extends Scored['item']> = {
  page: Page;
  title: string;
  scale: 'true' | 'much';
  rows: readonly Scored<One>[];
  textOf: (item: One) => string;
  nameOf: (partner: string) => string;
};

function Scores<One extends Scored['item']>({ page, title, scale, rows, textOf, nameOf }: ScoresProps<One>) {
  const t = words(page.locale);
  return (
    <Section title={title}>
      <p class="text">{t(`${scale}.about`)}</p>
      <Table
        caption={title}
        hideCaption
        columns={[
          { label: t('col.item'), cell: ({ item }) => textOf(item) },
          {
            label: t('col.points'),
            numeric: true,
            cell: ({ points, most }) => t('points', { n: points, most }),
          },
          {
            label: t('col.said'),
            cell: ({ said }) =>
              scores
                .filter((score) => said[score].length > 0)
                .map((score) => (
                  <p key={score}>
                    {t(`${scale}.${score}`)}: {said[score].map(nameOf).join(', ')}
                  </p>
                )),
          },
          { label: t('col.evidence'), numeric: true, cell: ({ evidence }) => evidence.length },
        ]}
        rows={rows}
      />
    </Section>
  );
}
