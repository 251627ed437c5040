import type { VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Line } from '../../ui/lines.tsx';
import { words } from './messages/index.ts';
import { listStanding } from './store.ts';
import { pathOf } from './views/parts.tsx';

/** That something is disputed is said to all; what, is not. */
export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const open = await listStanding(tx, partnership);
  const n = open.length;
  if (n === 0) return [];
  const t = words(page.locale);
  const facts = [t('standing.open', { n }), t('standing.since', { n, day: page.day(open[0]!.since) })];
  return [<Line key="disputes" href={pathOf(partnership)} title={t('title')} facts={facts} />];
}
