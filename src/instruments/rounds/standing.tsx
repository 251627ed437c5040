import type { VNode } from 'preact';
import { stageOf } from '../../mechanisms/sealed-round/rules.ts';
import { listRounds } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { ownKind } from './actions.ts';
import { RoundLine } from './views/list.tsx';

const most = 3;

/** What is being asked now, before what was answered last. */
export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const { shown } = await listRounds(tx, { space: partnership, kind: ownKind, partner: null });
  const at = (stage: string) => shown.filter((round) => stageOf(round, page.now) === stage);
  return [...at('closed'), ...at('open')]
    .slice(0, most)
    .map((round) => <RoundLine key={round.id} page={page} round={round} named />);
}
