import type { VNode } from 'preact';
import { openSince, stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { listRounds } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Line } from '../../ui/lines.tsx';
import { words } from './messages/index.ts';
import { ownKind } from './rules.ts';

/** How far the latest gate is: being answered, or open to read. */
export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const t = words(page.locale);
  const { shown } = await listRounds(tx, { space: partnership, kind: ownKind, partner: null });
  const gate = shown.find(({ withdrawnAt }) => !withdrawnAt);
  if (!gate) return [];
  const counts = { n: gate.sealed, of: gate.asked };
  const facts =
    stageOf(gate, page.now) === 'open'
      ? [t('state.open', { ...counts, at: page.moment(openSince(gate)) })]
      : [t('in', counts), t(`opens.${gate.opens}.at`, { at: page.moment(gate.dueAt) })];
  return [
    <Line
      key="gate"
      href={`/partnerships/${partnership}/gate/${gate.id}`}
      title={t('title')}
      facts={facts}
    />,
  ];
}
