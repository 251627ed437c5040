import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import type { Outcome as Counted, OptionCount } from '../../../mechanisms/decision/rules.ts';
import { staysBehind } from '../../../mechanisms/decision/shares.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Bars } from '../../../ui/bars.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { sectorWords, shareWords, stanceWords } from './parts.tsx';

/** The count as a picture and as a table that says the same; by sector where there is more than one. */
export function Outcome({ page, at, outcome }: { page: Page; at: DecisionView; outcome: Counted }) {
  const t = words(page.locale);
  const { process } = at.decision;
  const { kind } = process.ballot;
  const sectorShare = outcome.thresholds?.sector;
  // Of several that are equal, the one that was written down.
  const chosen = outcome.result === 'open' ? at.statements[0]?.option : outcome.chosen[0];
  return (
    <>
      {kind === 'stance' ? (
        <Bars
          caption={t('counts')}
          what={t('counts.what')}
          unit={t(outcome.voices === 'people' ? 'counts.heads.people' : 'counts.heads')}
          rows={outcome.stances.map(({ key, heads }) => ({
            label: stanceWords(page.locale, process, key),
            value: heads,
          }))}
        />
      ) : (
        <Bars
          caption={t('counts')}
          what={t('counts.option')}
          unit={t(units[kind])}
          rows={outcome.options.map((one) => ({
            label: at.options.find(({ id }) => id === one.option)?.text ?? '',
            value: countIn(kind, one),
            ...(one.option === chosen && { note: said(page.locale)('result.chosen') }),
          }))}
        />
      )}
      {outcome.sectors.length > 1 && (
        <Table
          caption={t('sectors')}
          columns={[
            { label: t('sectors.sector'), cell: ({ sector }) => sectorWords(page.locale, sector) },
            {
              label: t('sectors.spoke'),
              cell: ({ spoke, asked, needed }) => (
                <>
                  {t('sectors.of', { n: spoke, of: asked })}{' '}
                  {spoke < needed && <small class="quiet">({t('sectors.few')})</small>}
                </>
              ),
              numeric: true,
            },
            ...(kind === 'stance'
              ? ([
                  { label: t('sectors.for'), cell: (one) => one.for, numeric: true },
                  { label: t('sectors.against'), cell: ({ against }) => against, numeric: true },
                ] satisfies Column<Counted['sectors'][number]>[])
              : []),
          ]}
          rows={outcome.sectors}
        />
      )}
      {sectorShare && (
        <Bars
          caption={t('sectors.share', { share: shareWords(page.locale, sectorShare) })}
          what={t('sectors.sector')}
          unit={t('sectors.share.unit')}
          rows={outcome.sectors.map((one) => ({
            label: sectorWords(page.locale, one.sector),
            // Down, so that a share that was missed never reads like one that was reached.
            value: Math.floor((100 * one.for) / Math.max(1, one.for + one.against)),
            ...(staysBehind(one, sectorShare) && { note: t('sectors.few') }),
          }))}
        />
      )}
    </>
  );
}

const units = {
  pick: 'counts.ticks',
  score: 'counts.points',
  dots: 'counts.dots',
  fits: 'counts.suits',
} as const;

/** Where it is asked what fits: for how many it does. */
function countIn(kind: 'pick' | 'score' | 'dots' | 'fits', { heads, total }: OptionCount): number {
  return kind === 'fits' ? heads : total;
}
