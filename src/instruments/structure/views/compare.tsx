import type { Page } from '../../../platform/http/page.ts';
import { Facts } from '../../../ui/facts.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import { words } from '../messages/index.ts';
import { aspects, groups, madeForIn, type Structure, structures } from '../rules.ts';

/** The four structures in one table, and what each means for whom. */
export function Compare({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Section title={t('compare')}>
      <p class="text">{t('compare.about')}</p>
      <Table
        caption={t('compare')}
        hideCaption
        columns={[
          { label: t('col.structure'), cell: (structure) => t(`s.${structure}`) },
          ...aspects.map((aspect) => ({
            label: t(`short.${aspect}`),
            cell: (structure: Structure) => madeForIn(t, [structure], aspect),
          })),
        ]}
        rows={structures}
      />
      {structures.map((structure) => (
        <More key={structure} summary={t('means', { structure: t(`s.${structure}`) })}>
          <p class="text">{t(`s.${structure}.about`)}</p>
          <Facts
            facts={groups.map((group) => ({
              term: t(`group.${group}`),
              value: t(`role.${structure}.${group}`),
            }))}
          />
        </More>
      ))}
    </Section>
  );
}
